package org.tavan.standalone.broker;

import java.nio.file.Path;

/// Another process uses the folder.
public final class DirectoryInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DirectoryInUseException(Path directory, String owner) {
        super("The data folder %s is in use by process %s. Maybe stop it, or name another folder with --data-dir."
                .formatted(directory, owner));
    }
}
