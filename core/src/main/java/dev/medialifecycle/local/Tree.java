package dev.medialifecycle.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/** Walks the directories below one root, component by component, and follows no symbolic link. */
class Tree {
    private static final int ATTEMPTS = 64;

    /** What is done once the directories are there. */
    interface Step {
        void run() throws IOException;
    }

    private final Path root;

    Tree(Path root) {
        this.root = root;
    }

    /** The plain file or directory at the path; empty if there is nothing, or a file lies on the way. */
    Optional<BasicFileAttributes> look(Path path) throws IOException {
        Path current = root;
        Optional<BasicFileAttributes> found = Optional.empty();
        for (Path name : root.relativize(path)) {
            if (found.isPresent() && !found.get().isDirectory()) {
                return Optional.empty();
            }
            current = current.resolve(name);
            found = entry(current);
            if (found.isEmpty()) {
                return found;
            }
        }
        return found;
    }

    /** The plain file at the path; a directory is no blob. */
    Optional<BasicFileAttributes> file(Path path) throws IOException {
        return look(path).filter(BasicFileAttributes::isRegularFile);
    }

    /** Refuses what is there and no directory; nothing at all is fine, as a delete may have pruned it. */
    void requireDirectory(Path path) throws IOException {
        if (!entry(path).map(BasicFileAttributes::isDirectory).orElse(true)) {
            throw new RefusedPathException(shown(path));
        }
    }

    /** All that lies in the directory, in no order; the caller closes it. */
    @SuppressWarnings("StreamResourceLeak")
    DirectoryStream<Path> entriesOf(Path directory) throws IOException {
        return Files.newDirectoryStream(directory);
    }

    /** Runs the step with the path's directories there, again whenever a delete prunes them in between. */
    void withParents(Path path, Step step) throws IOException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                makeParents(path);
                step.run();
                return;
            } catch (NoSuchFileException pruned) {
                if (attempt == ATTEMPTS) {
                    throw new FileSystemException(path.toString(), null, "its directory keeps disappearing");
                }
            }
        }
    }

    /** Makes the directory and those above it. */
    void makeDirectory(Path directory) throws IOException {
        withParents(directory.resolve("any"), () -> {});
    }

    /** Removes the directories that a deleted file left empty, up to but without {@code stop}. */
    void pruneAbove(Path path, Path stop) {
        try {
            for (Path current = parent(path); !current.equals(stop); current = parent(current)) {
                Files.delete(current);
            }
        } catch (IOException inUse) {
            // Not empty, or gone already: somebody else needs it or has pruned it.
        }
    }

    /** Makes the name of a file or directory survive a power cut. */
    static void flushNameOf(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(parent(path), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (AccessDeniedException e) {
            // Windows opens no directories; its journal keeps names by itself.
        }
    }

    private static Path parent(Path path) {
        return Objects.requireNonNull(path.getParent(), "everything lies below the root");
    }

    private void makeParents(Path path) throws IOException {
        Path current = root;
        for (Path name : root.relativize(parent(path))) {
            current = current.resolve(name);
            if (entry(current).isEmpty()) {
                make(current);
            }
            if (!entry(current)
                    .orElseThrow(() -> new NoSuchFileException(path.toString()))
                    .isDirectory()) {
                throw new RefusedPathException(shown(current));
            }
        }
    }

    private static void make(Path directory) throws IOException {
        try {
            Files.createDirectory(directory);
            flushNameOf(directory);
        } catch (FileAlreadyExistsException raced) {
            // Whoever was faster made it; what it is gets looked at next.
        }
    }

    private Optional<BasicFileAttributes> entry(Path path) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (!found.isRegularFile() && !found.isDirectory()) {
                throw new RefusedPathException(shown(path));
            }
            return Optional.of(found);
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    /** The path as it may be shown: without the root. */
    private String shown(Path path) {
        return root.relativize(path).toString();
    }
}
