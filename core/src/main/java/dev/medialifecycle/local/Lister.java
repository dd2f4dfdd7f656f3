package dev.medialifecycle.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the next keys of a tree in bytewise order, holding at most so many for each directory on the way down. */
final class Lister {
    private final Tree tree;
    private final KeyWindow window;
    private final int limit;
    private final List<byte[]> page = new ArrayList<>();

    Lister(Tree tree, KeyWindow window, int limit) {
        this.tree = tree;
        this.window = window;
        this.limit = limit;
    }

    /** The first {@code limit} keys in the window, of those below the directory, whose own key is {@code stem}. */
    List<byte[]> list(Path directory, byte[] stem) throws IOException {
        Optional<BasicFileAttributes> found = tree.look(directory);
        if (found.isPresent() && found.get().isDirectory()) {
            descend(directory, stem);
        }
        return page;
    }

    private void descend(Path directory, byte[] stem) throws IOException {
        byte[] handled = null;
        boolean isWhole = false;
        while (!isWhole && page.size() < limit) {
            Selection selection = new Selection(limit - page.size(), handled);
            scan(directory, stem, selection);
            isWhole = !selection.isFull();
            for (Selection.Entry entry : selection.inOrder()) {
                if (page.size() == limit) {
                    return;
                }
                handled = entry.key();
                if (entry.directory() != null) {
                    tree.requireDirectory(entry.directory());
                    descend(entry.directory(), entry.key());
                } else {
                    page.add(entry.key());
                }
            }
        }
    }

    private void scan(Path directory, byte[] stem, Selection selection) throws IOException {
        try (DirectoryStream<Path> names = tree.entriesOf(directory)) {
            for (Path path : names) {
                offer(path, stem, selection);
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        } catch (NoSuchFileException pruned) {
            // Its last blob was deleted meanwhile.
        }
    }

    private void offer(Path path, byte[] stem, Selection selection) throws IOException {
        String name = path.getFileName().toString();
        Optional<byte[]> bytes = FileNames.bytesOf(name);
        if (bytes.isEmpty()) {
            return;
        }
        byte[] key = join(stem, bytes.get());
        if (FileNames.isContinued(name)) {
            if (window.reaches(key)) {
                tree.requireDirectory(path);
                scan(path, key, selection);
            }
        } else if (FileNames.isFolder(name)) {
            byte[] folder = join(key, new byte[] {'/'});
            if (window.reaches(folder)) {
                selection.offer(new Selection.Entry(folder, path));
            }
        } else if (window.holds(key)) {
            selection.offer(new Selection.Entry(key, null));
        }
    }

    private static byte[] join(byte[] stem, byte[] more) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(stem.length + more.length);
        joined.writeBytes(stem);
        joined.writeBytes(more);
        return joined.toByteArray();
    }
}
