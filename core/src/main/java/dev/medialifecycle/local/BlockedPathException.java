package dev.medialifecycle.local;

import java.nio.file.FileSystemException;

/** A key needs a file where other keys have a directory, or the other way round. */
final class BlockedPathException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    BlockedPathException(String path) {
        super(path, null, "cannot be both a blob and the start of other keys on a disk");
    }
}
