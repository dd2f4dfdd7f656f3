package dev.medialifecycle.local;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;

/** The files in which puts grow, and what is left of them when a process dies on the way. */
final class Leftovers {
    private static final String ENDING = ".tmp";

    private Leftovers() {}

    /** A new, empty file for something that is about to grow. */
    static Path create(Path directory, String beginning) throws IOException {
        return Files.createTempFile(directory, beginning, ENDING);
    }

    /** Removes the files that nobody has written to since that moment, and says how many; a put that still writes keeps its own. */
    static int removeOlder(Path directory, Instant moment) throws IOException {
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                if (isOlder(file, moment) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return removed;
    }

    private static boolean isOlder(Path file, Instant moment) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isRegularFile() && found.lastModifiedTime().toInstant().isBefore(moment);
        } catch (NoSuchFileException finished) {
            return false;
        }
    }
}
