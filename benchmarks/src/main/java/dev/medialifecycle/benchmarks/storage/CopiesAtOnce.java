package dev.medialifecycle.benchmarks.storage;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.LiveHeap;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.PutRequest;
import dev.medialifecycle.internal.intake.Spool;
import dev.medialifecycle.internal.intake.SpooledBlob;
import dev.medialifecycle.s3.S3Storage;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Many blobs read, hashed and stored again under other keys at once, in whatever heap it was started with. */
public final class CopiesAtOnce {
    private static final int MEGABYTE = 1 << 20;

    private CopiesAtOnce() {}

    /** Copies one blob and answers the hash of what was copied. */
    private interface Copier {
        String copy(String from, String to, long size) throws Exception;
    }

    /** Takes {@code endpoint}, {@code who} ({@code ours} or {@code sdk}), {@code copies} and {@code size} (in MB). */
    public static void main(String[] args) throws Exception {
        Arguments arguments = new Arguments(args, "endpoint", "who", "copies", "size");
        URI endpoint = URI.create(arguments.word("endpoint", "http://127.0.0.1"));
        String who = arguments.word("who", "ours");
        int copies = arguments.number("copies", 32);
        int megabytes = arguments.number("size", 64);
        LiveHeap heap = LiveHeap.watched();
        Path folder = Files.createTempDirectory("bench-spool-");
        Copier copier = who.equals("ours") ? ours(endpoint, folder) : sdk(endpoint);
        String expected = Pattern.sha256((long) megabytes * MEGABYTE);
        Duration cpu = Machine.cpuTime();
        long begin = System.nanoTime();
        boolean isAllWell = run(copier, copies, (long) megabytes * MEGABYTE, expected);
        double seconds = (System.nanoTime() - begin) / 1e9;
        double cpuSeconds = Machine.cpuTime().minus(cpu).toNanos() / 1e9;
        System.out.printf(
                "%s  %-4s %d copies of %d MB at once, %d MB heap allowed, %d MB most alive after a collection, %.0f MB a second,"
                        + " %.2f ms CPU a MB, load %s%n",
                isAllWell ? "PASS" : "FAIL",
                who,
                copies,
                megabytes,
                Runtime.getRuntime().maxMemory() >> 20,
                heap.most() >> 20,
                copies * megabytes / seconds,
                1e3 * cpuSeconds / copies / megabytes,
                Machine.load());
        Files.deleteIfExists(folder);
        System.exit(isAllWell ? 0 : 1);
    }

    private static boolean run(Copier copier, int copies, long size, String expected) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(copies);
        List<Future<String>> running = new ArrayList<>();
        for (int copy = 0; copy < copies; copy++) {
            String to = "copy/" + ProcessHandle.current().pid() + "-" + copy + ".bin";
            running.add(threads.submit(() -> copier.copy(Uploads.sized(size), to, size)));
        }
        threads.shutdown();
        boolean isAllWell = true;
        for (Future<String> one : running) {
            try {
                isAllWell &= one.get().equals(expected);
            } catch (ExecutionException e) {
                System.out.println(e.getCause());
                isAllWell = false;
            }
        }
        return isAllWell;
    }

    private static Copier ours(URI endpoint, Path folder) {
        S3Storage storage = ProviderEraser.storage(endpoint, 1);
        Spool spool = new Spool(folder);
        return (from, to, size) -> {
            try (InputStream bytes = storage.open(location(from), ByteRange.all());
                    SpooledBlob spooled = spool.take(bytes, size, Puts::tooLarge)) {
                storage.put(new PutRequest(location(to), spooled, "application/octet-stream", spooled.sha256()));
                return spooled.sha256();
            }
        };
    }

    private static Copier sdk(URI endpoint) {
        S3Client client = SdkClients.client(endpoint, SdkClients.jdk());
        return (from, to, size) -> {
            try (InputStream bytes = client.getObject(
                    request -> request.bucket(SdkClients.BUCKET).key(from))) {
                DigestInputStream hashed = new DigestInputStream(bytes, Hashing.sha256());
                client.putObject(
                        request -> request.bucket(SdkClients.BUCKET).key(to),
                        RequestBody.fromInputStream(hashed, size));
                return Hashing.hex(hashed.getMessageDigest());
            }
        };
    }

    private static BlobLocation location(String key) {
        return new BlobLocation(ProviderEraser.NAME, SdkClients.BUCKET, key);
    }
}
