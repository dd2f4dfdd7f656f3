package dev.medialifecycle.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** How a finished temporary file becomes visible under its name, whole or not at all, and only if the name is free. */
enum Publication {
    /** The file system itself refuses the second of two racers, whichever process it is in. */
    LINK {
        @Override
        void publish(Path temporary, Path target) throws IOException {
            Files.createLink(target, temporary);
        }
    },

    /** For file systems without hard links: exclusive within this process, by the caller's claim on the target. */
    MOVE {
        @Override
        void publish(Path temporary, Path target) throws IOException {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
    };

    /** Throws {@link FileAlreadyExistsException} if the name is taken; the temporary file may or may not be left. */
    abstract void publish(Path temporary, Path target) throws IOException;

    /** The better way that works in this directory. */
    static Publication availableIn(Path directory) throws IOException {
        Path probe = Files.createTempFile(directory, "probe", ".tmp");
        Path link = directory.resolve(probe.getFileName() + ".link");
        try {
            Files.createLink(link, probe);
            return LINK;
        } catch (IOException | UnsupportedOperationException e) {
            return MOVE;
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(probe);
        }
    }
}
