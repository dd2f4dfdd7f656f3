package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.s3.S3Storage;
import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;

/** Ways out: bytes from the store, hashed as they come. */
final class Gets {
    private Gets() {}

    /** As little as a signed request allows. */
    record Lean(LeanConnection connection) implements Mover {
        @Override
        public String name() {
            return "read + hash, lean";
        }

        @Override
        public String move(long size, int number) throws Exception {
            connection.send(
                    "GET",
                    "/" + SdkClients.BUCKET + "/" + Uploads.sized(size),
                    "",
                    Map.of("content-length", "0"),
                    Signature.UNSIGNED);
            long left = connection.status(200);
            MessageDigest digest = Hashing.sha256();
            byte[] buffer = new byte[Pattern.PERIOD];
            while (left > 0) {
                int read = connection.readBody(buffer, left);
                if (read < 0) {
                    throw new EOFException("The answer ended early");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
            return Hashing.hex(digest);
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    /** With the SDK as it comes. */
    record Sdk(S3Client client) implements Mover {
        @Override
        public String name() {
            return "SDK, get with hash";
        }

        @Override
        public String move(long size, int number) throws Exception {
            try (InputStream bytes = client.getObject(
                    request -> request.bucket(SdkClients.BUCKET).key(Uploads.sized(size)))) {
                return Hashing.copy(bytes, OutputStream.nullOutputStream());
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** As everything of ours is read. */
    record Ours(S3Storage storage) implements Mover {
        @Override
        public String name() {
            return "ours, get with hash";
        }

        @Override
        public String move(long size, int number) throws Exception {
            BlobLocation location = new BlobLocation(ProviderEraser.NAME, SdkClients.BUCKET, Uploads.sized(size));
            try (InputStream bytes = storage.open(location, ByteRange.all())) {
                return Hashing.copy(bytes, OutputStream.nullOutputStream());
            }
        }
    }
}
