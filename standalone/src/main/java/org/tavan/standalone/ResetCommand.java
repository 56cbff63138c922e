package org.tavan.standalone;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.tavan.standalone.run.DataFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `tavan reset`: forgets everything that runs have left.
@Command(name = "reset", description = "Removes the data of all runs in the data folder.", mixinStandardHelpOptions = true)
final class ResetCommand implements Callable<Integer> {
    @Option(names = "--data-dir", paramLabel = "DIR", description = "data folder (default: ${DEFAULT-VALUE})", defaultValue = ".tavan")
    private Path dataDirectory = Path.of(".tavan");

    @Override
    public Integer call() {
        var removed = DataFolder.removeAll(dataDirectory);
        System.out.println(removed.isEmpty()
                ? "There is nothing in " + dataDirectory + "."
                : "Removed " + String.join(", ", removed) + ".");
        return 0;
    }
}
