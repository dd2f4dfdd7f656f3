package dev.medialifecycle.internal.relocation;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.StorageFailure;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.blob.StoredBlob;
import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.intake.SpooledBlob;
import dev.medialifecycle.internal.state.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** Reads what is to move and what has arrived, and believes neither without its hash; knows no rows. */
final class Bytes {
    private static final int BUFFER = 64 * 1024;

    private final Providers providers;
    private final Spool spool;

    Bytes(Providers providers, Spool spool) {
        this.providers = providers;
        this.spool = spool;
    }

    /** What lies at a place: all of it was read, and this is its hash. */
    record Seen(StoredBlob blob, String sha256) {}

    /** The source in the spool; {@code ML-ST-003} if it is gone, {@code ML-MV-001} if it is not what was recorded. */
    SpooledBlob read(Asset source) {
        String recorded = source.content().sha256();
        long size = recorded == null ? Long.MAX_VALUE : source.content().size();
        BlobLocation location = source.location();
        try (InputStream bytes = providers.of(location).open(location, ByteRange.all())) {
            SpooledBlob spooled = spool.take(bytes, size, tooMany -> differs(location, "more than " + size + " bytes"));
            if (recorded != null && !recorded.equals(spooled.sha256())) {
                spooled.close();
                throw differs(location, spooled.size() + " bytes with the SHA-256 " + spooled.sha256());
            }
            return spooled;
        } catch (IOException e) {
            throw unread(location, e);
        }
    }

    /** What the row says of the bytes, and what they say themselves where it says nothing. */
    Content contentOf(Asset source, SpooledBlob bytes) {
        Content recorded = source.content();
        if (recorded.sha256() != null) {
            return recorded;
        }
        BlobLocation location = source.location();
        String type = providers
                .of(location)
                .stat(location)
                .orElseThrow(() -> StorageFailure.blobNotFound(location))
                .contentType();
        return new Content(type, bytes.size(), bytes.sha256(), recorded.dimensions());
    }

    /** Whether anything is there, without reading it. */
    boolean isTaken(BlobLocation location) {
        return providers.of(location).stat(location).isPresent();
    }

    /** What is there, read to its end; empty if nothing is. */
    Optional<Seen> look(BlobLocation location) {
        StorageProvider provider = providers.of(location);
        Optional<StoredBlob> blob = provider.stat(location);
        if (blob.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream bytes = provider.open(location, ByteRange.all())) {
            return Optional.of(new Seen(blob.get(), sha256(bytes)));
        } catch (IOException e) {
            throw unread(location, e);
        } catch (MediaLifecycleException e) {
            if (e.code() == ErrorCode.BLOB_NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static String sha256(InputStream bytes) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[BUFFER];
            for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    private static MediaLifecycleException differs(BlobLocation location, String found) {
        return new MediaLifecycleException(
                ErrorCode.BYTES_DIFFER,
                ErrorKind.REJECTED,
                "Blob " + location + " is not what was recorded: it has " + found
                        + ". Nothing was moved or released. Next: find out who changed it; a stream that was cut short"
                        + " reads right the next time");
    }

    private static MediaLifecycleException unread(BlobLocation location, IOException cause) {
        return new MediaLifecycleException(
                ErrorCode.STORAGE_UNAVAILABLE,
                ErrorKind.UNAVAILABLE,
                "Blob " + location + " could not be read to its end",
                cause);
    }
}
