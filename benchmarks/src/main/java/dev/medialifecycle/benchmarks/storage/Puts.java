package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.BlobSource;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.intake.SpooledBlob;
import dev.medialifecycle.s3.S3Storage;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Map;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Ways in: bytes of known length that come by as a stream, to disk or to the store, hashed on the way. */
final class Puts {
    private static final String TYPE = "application/octet-stream";

    private Puts() {}

    private static BlobLocation location(String who, int number) {
        return new BlobLocation(ProviderEraser.NAME, SdkClients.BUCKET, key(who, number));
    }

    private static String key(String who, int number) {
        return "in/" + who + "-" + ProcessHandle.current().pid() + "-" + number + ".bin";
    }

    static IllegalStateException tooLarge(long most) {
        return new IllegalStateException("More than " + most + " bytes");
    }

    /** Nothing but a file, a hash and the bytes. */
    record RawToDisk(Path folder) implements Mover {
        @Override
        public String name() {
            return "copy + hash to disk";
        }

        @Override
        public String move(long size, int number) throws Exception {
            Path file = Files.createTempFile(folder, "raw-", ".tmp");
            try (OutputStream out = Files.newOutputStream(file)) {
                return Hashing.copy(Pattern.stream(size), out);
            } finally {
                Files.delete(file);
            }
        }
    }

    /** Where everything of ours begins. */
    record OursToDisk(Path folder) implements Mover {
        @Override
        public String name() {
            return "ours, spooled to disk";
        }

        @Override
        public String move(long size, int number) {
            try (SpooledBlob spooled = new Spool(folder).take(Pattern.stream(size), size, Puts::tooLarge)) {
                return spooled.sha256();
            }
        }
    }

    /** One pass: each piece hashed and sent. */
    record Lean(LeanConnection connection) implements Mover {
        @Override
        public String name() {
            return "copy + hash to the store, lean";
        }

        @Override
        public String move(long size, int number) throws Exception {
            connection.send(
                    "PUT",
                    "/" + SdkClients.BUCKET + "/" + key("lean", number),
                    "",
                    Map.of("content-length", String.valueOf(size)),
                    Signature.UNSIGNED);
            String hash = Hashing.copy(Pattern.stream(size), connection.out());
            connection.receive(200);
            return hash;
        }

        @Override
        public void close() throws Exception {
            connection.close();
        }
    }

    /** One pass with the SDK as it comes. */
    record Sdk(S3Client client) implements Mover {
        @Override
        public String name() {
            return "SDK, put with hash";
        }

        @Override
        public String move(long size, int number) {
            DigestInputStream hashed = new DigestInputStream(Pattern.stream(size), Hashing.sha256());
            client.putObject(
                    request -> request.bucket(SdkClients.BUCKET).key(key("sdk", number)),
                    RequestBody.fromInputStream(hashed, size));
            return Hashing.hex(hashed.getMessageDigest());
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** Spooled and hashed, then put from there, as every upload is. */
    record Ours(S3Storage storage, Path folder) implements Mover {
        @Override
        public String name() {
            return "ours, spooled and put";
        }

        @Override
        public String move(long size, int number) {
            try (SpooledBlob spooled = new Spool(folder).take(Pattern.stream(size), size, Puts::tooLarge)) {
                storage.put(new PutRequest(location("ours", number), spooled, TYPE, spooled.sha256()));
                return spooled.sha256();
            }
        }
    }

    /** The second half of it: bytes that were hashed before, from memory. */
    record OursAlone(S3Storage storage) implements Mover {
        @Override
        public String name() {
            return "ours, put of hashed bytes";
        }

        @Override
        public String move(long size, int number) {
            BlobSource source = new BlobSource() {
                @Override
                public long size() {
                    return size;
                }

                @Override
                public InputStream open() {
                    return Pattern.stream(size);
                }
            };
            String hash = Pattern.sha256(size);
            storage.put(new PutRequest(location("alone", number), source, TYPE, hash));
            return hash;
        }
    }
}
