package org.tavan.standalone;

import java.nio.file.Path;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.slf4j.LoggerFactory;

/// Where this process writes its log.
final class LogFiles {
    private static final String DIRECTORY = "tavan.log.dir";

    private LogFiles() {}

    /// From now on `tavan.log` in that folder.
    static void to(Path directory) {
        System.setProperty(DIRECTORY, directory.toString());
        if (LogManager.getContext(false) instanceof LoggerContext context) {
            context.reconfigure();
        }
    }

    /// Keeps the stack trace of a failure that the terminal shows as one line.
    static void failed(Exception failure) {
        LoggerFactory.getLogger(Main.class).warn("command failed", failure);
        var directory = System.getProperty(DIRECTORY);
        if (directory != null) {
            System.err.println("tavan: more in " + Path.of(directory, "tavan.log"));
        }
    }
}
