package dev.medialifecycle.local;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Deletion;
import dev.medialifecycle.blob.MeasuredStream;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings blobs and their content types into being and out of it; a blob that can be seen is whole and has its type. */
final class BlobFiles {
    private static final Logger LOG = LoggerFactory.getLogger(BlobFiles.class);
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final int BUFFER = 64 * 1024;

    private final Layout layout;
    private final Tree tree;
    private final Publication publication;
    private final Clock clock;

    /** Files whose content type is about to be written or removed; nobody waits for a claim. */
    private final Set<Path> claims = ConcurrentHashMap.newKeySet();

    BlobFiles(Layout layout, Tree tree, Publication publication, Clock clock) {
        this.layout = layout;
        this.tree = tree;
        this.publication = publication;
        this.clock = clock;
    }

    /** Stores the bytes, or leaves nothing behind. */
    StoredBlob put(PutRequest request) throws IOException {
        BlobLocation location = request.location();
        Path file = layout.file(location);
        requireFree(location, file);
        Path temporary = Leftovers.create(layout.temporary(location.bucket()), "put");
        try {
            write(request, temporary);
            BasicFileAttributes written = Files.readAttributes(temporary, BasicFileAttributes.class);
            if (!claims.add(file)) {
                throw StorageFailure.keyTaken(location);
            }
            try {
                publish(request, temporary, file);
                return stored(location, request.contentType(), written);
            } finally {
                forget(location, file);
                claims.remove(file);
            }
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Removes the blob; an exception means that it may still be there. */
    Deletion remove(BlobLocation location) throws IOException {
        Path file = layout.file(location);
        if (tree.file(file).isEmpty() || !Files.deleteIfExists(file)) {
            return Deletion.alreadyAbsent(location);
        }
        if (claims.add(file)) {
            try {
                forget(location, file);
            } finally {
                claims.remove(file);
            }
        }
        return Deletion.deleted(location);
    }

    /** What is there now; a file that came here by another way has the type of unknown bytes. */
    Optional<StoredBlob> find(BlobLocation location) throws IOException {
        Path file = layout.file(location);
        Optional<BasicFileAttributes> found = tree.file(file);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> type = typeOf(location);
        // A delete takes the blob before its type, so a missing type means looking again.
        return type.isEmpty() && tree.file(file).isEmpty()
                ? Optional.empty()
                : Optional.of(stored(location, type.orElse(UNKNOWN_TYPE), found.get()));
    }

    /** Opens the range; throws {@code ML-ST-003} if there is no blob. */
    InputStream open(BlobLocation location, ByteRange range) throws IOException {
        Path file = layout.file(location);
        if (tree.file(file).isEmpty()) {
            throw StorageFailure.blobNotFound(location);
        }
        try {
            SeekableByteChannel channel =
                    Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
            return RangeStream.of(channel, range);
        } catch (NoSuchFileException deleted) {
            throw StorageFailure.blobNotFound(location);
        }
    }

    private Optional<String> typeOf(BlobLocation location) throws IOException {
        Path type = layout.type(location);
        try {
            return tree.file(type).isPresent() ? Optional.of(Files.readString(type)) : Optional.empty();
        } catch (NoSuchFileException deleted) {
            return Optional.empty();
        }
    }

    private static StoredBlob stored(BlobLocation location, String contentType, BasicFileAttributes file) {
        return new StoredBlob(
                location,
                null,
                contentType,
                file.size(),
                file.lastModifiedTime().toInstant());
    }

    private void requireFree(BlobLocation location, Path file) throws IOException {
        if (tree.look(file).isPresent()) {
            throw StorageFailure.keyTaken(location);
        }
    }

    private void write(PutRequest request, Path temporary) throws IOException {
        try (MeasuredStream bytes = MeasuredStream.open(request);
                FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            byte[] buffer = new byte[BUFFER];
            for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
                writeAll(file, ByteBuffer.wrap(buffer, 0, count));
            }
            Files.setLastModifiedTime(temporary, FileTime.from(clock.instant()));
            file.force(true);
        }
    }

    private void writeType(BlobLocation location, String contentType) throws IOException {
        Path temporary = Leftovers.create(layout.temporary(location.bucket()), "type");
        try {
            try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writeAll(file, ByteBuffer.wrap(contentType.getBytes(StandardCharsets.UTF_8)));
                file.force(true);
            }
            Path type = layout.type(location);
            tree.withParents(type, () -> {
                Files.move(temporary, type, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                Tree.flushNameOf(type);
            });
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private void publish(PutRequest request, Path temporary, Path file) throws IOException {
        BlobLocation location = request.location();
        requireFree(location, file);
        writeType(location, request.contentType());
        try {
            tree.withParents(file, () -> publication.publish(temporary, file));
        } catch (FileAlreadyExistsException e) {
            throw StorageFailure.keyTaken(location);
        }
        try {
            Tree.flushNameOf(file);
        } catch (IOException e) {
            throw new MediaLifecycleException(
                    ErrorCode.STORAGE_OUTCOME_UNKNOWN,
                    ErrorKind.OUTCOME_UNKNOWN,
                    "Blob " + location + " is stored, but may not survive a power cut",
                    e);
        }
    }

    /** Tidies up where no blob is; what cannot be removed is replaced by the next put. */
    private void forget(BlobLocation location, Path file) {
        try {
            if (tree.look(file).isEmpty()) {
                Path type = layout.type(location);
                Files.deleteIfExists(type);
                tree.pruneAbove(type, layout.types(location.bucket()));
                tree.pruneAbove(file, layout.bucket(location.bucket()));
            }
        } catch (IOException e) {
            LOG.warn("Content type of absent blob {} not removed", location, e);
        }
    }

    private static void writeAll(FileChannel file, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }
}
