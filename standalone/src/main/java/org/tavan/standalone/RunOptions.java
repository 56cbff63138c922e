package org.tavan.standalone;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Options of every command that runs the whole pipeline in this process.
final class RunOptions {
    @Option(names = "--data-dir", paramLabel = "DIR", defaultValue = ".tavan", description = "where everything is kept (default: ${DEFAULT-VALUE})")
    private Path dataDirectory = Path.of(".tavan");

    @Option(names = "--partitions", paramLabel = "N", defaultValue = "1", description = "partitions of every topic, fixed at the first start (default: ${DEFAULT-VALUE})")
    private int partitions = 1;

    @Option(names = "--json", description = "print the summary as JSON on standard output")
    private boolean json;

    Path dataDirectory() {
        return dataDirectory;
    }

    int partitions() {
        return partitions;
    }

    boolean json() {
        return json;
    }
}
