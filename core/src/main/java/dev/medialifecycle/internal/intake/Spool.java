package dev.medialifecycle.internal.intake;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.function.LongFunction;

/** Where bytes of unknown length wait until they are whole: on disk, never on the heap. */
public final class Spool {
    /** What every file of the spool is named with, so that nobody else's file is ever taken for one. */
    static final String PREFIX = "media-spool-";

    private static final int BUFFER = 64 * 1024;

    private final Path folder;

    /** Spools into a folder, made when first needed. */
    public Spool(Path folder) {
        this.folder = folder;
    }

    /**
     * Reads the stream to its end, or throws what {@code tooLarge} makes once one byte more than {@code maxBytes} was read;
     * a source that throws leaves nothing behind.
     */
    public SpooledBlob take(InputStream bytes, long maxBytes, LongFunction<? extends RuntimeException> tooLarge) {
        Path file = newFile();
        boolean whole = false;
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size = copy(bytes, file, digest, maxBytes);
            if (size > maxBytes) {
                throw tooLarge.apply(maxBytes);
            }
            whole = true;
            return new SpooledBlob(file, size, HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw failure("Upload failed: the bytes could not be read to their end. Nothing was stored", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        } finally {
            if (!whole) {
                remove(file);
            }
        }
    }

    /** Throws {@code ML-UP-010} if no file can be made here now. */
    public void probe() {
        remove(newFile());
    }

    /** Removes files left behind by a crash that nobody has written to since; answers how many. */
    public int clean(Instant untouchedSince) {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        int removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file).toInstant().isBefore(untouchedSince)
                        && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        } catch (IOException e) {
            throw failure("The spool in " + folder.getFileName() + " could not be cleaned", e);
        }
        return removed;
    }

    private static long copy(InputStream from, Path file, MessageDigest digest, long maxBytes) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (OutputStream to = Files.newOutputStream(file)) {
            int read;
            while (size <= maxBytes && (read = from.read(buffer)) >= 0) {
                to.write(buffer, 0, read);
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        return size;
    }

    private Path newFile() {
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(folder, PREFIX, ".tmp");
        } catch (IOException e) {
            throw failure(
                    "Upload failed: no spool file could be made. Next: check the disk under builder.spool(...)", e);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failure("Spool file " + file.getFileName() + " could not be removed", e);
        }
    }

    private static MediaLifecycleException failure(String text, IOException cause) {
        return new MediaLifecycleException(ErrorCode.UPLOAD_FAILED, ErrorKind.UNAVAILABLE, text, cause);
    }
}
