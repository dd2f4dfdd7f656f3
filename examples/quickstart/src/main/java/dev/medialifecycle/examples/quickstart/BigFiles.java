package dev.medialifecycle.examples.quickstart;

import com.sun.net.httpserver.HttpServer;
import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.local.LocalStorage;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gigabyte in by upload and another by promotion, in whatever heap this is started with; prints PASS. */
public final class BigFiles {
    private static final long SIZE = 1L << 30;

    private BigFiles() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("big-files");
        HttpServer vendor = vendor();
        try (LocalStorage disk = LocalStorage.at("disk", folder.resolve("store"))
                        .bucket("media")
                        .open();
                MediaLifecycle media = media(disk, folder)) {
            vendor.start();
            Asset uploaded = media.upload(Upload.of("u1", AssetRole.INPUT, new Film(SIZE)));
            System.out.println("uploaded  " + uploaded.content().size() + " bytes, sha256 "
                    + uploaded.content().sha256());

            Job job = media.openJob("u1", "film", Set.of());
            VendorJobId id = new VendorJobId("film", "f1");
            media.jobStarted(job.id(), id);
            URI output = URI.create("http://localhost:" + vendor.getAddress().getPort() + "/film.mp4");
            media.apply(new JobEvent(id, new JobEvent.News.Ended(new JobOutcome.Succeeded(List.of(output)))));
            Asset promoted = media.promote(job.id(), 0);
            System.out.println("promoted  " + promoted.content().size() + " bytes, sha256 "
                    + promoted.content().sha256());

            boolean isWhole = uploaded.content().size() == SIZE
                    && promoted.content().size() == SIZE
                    && String.valueOf(uploaded.content().sha256())
                            .equals(promoted.content().sha256());
            System.out.println(
                    isWhole ? "PASS in " + (Runtime.getRuntime().maxMemory() >> 20) + " MB of heap" : "FAIL");
            System.exit(isWhole ? 0 : 1);
        } finally {
            vendor.stop(0);
            delete(folder);
        }
    }

    private static MediaLifecycle media(LocalStorage disk, Path folder) {
        UploadPolicy films = new UploadPolicy(
                "disk", "media", 2 * SIZE, 1, 1, Set.of("video/mp4"), KeyTemplate.of("{owner}/films/{uuid}.{ext}"));
        Vendor film = new Vendor(
                "film",
                (delivery, now) -> new Verification.Refused(Verification.Refusal.INVALID_SIGNATURE, "no webhooks here"),
                delivery -> Optional.empty(),
                null,
                new OutputTerms(Set.of("localhost"), Duration.ofHours(1)),
                Patience.usual());
        return MediaLifecycle.builder()
                .storage(disk)
                .repository(new MemoryJobRepository())
                .uploads(AssetRole.INPUT, films)
                .uploads(AssetRole.OUTPUT, films)
                .vendor(film)
                .noReferences()
                .fetch(FetchPolicy.usual().allowingLoopback())
                .spool(folder.resolve("spool"))
                .build();
    }

    private static HttpServer vendor() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/film.mp4", exchange -> {
            exchange.sendResponseHeaders(200, SIZE);
            try (InputStream film = new Film(SIZE);
                    OutputStream body = exchange.getResponseBody()) {
                film.transferTo(body);
            }
        });
        return server;
    }

    private static void delete(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** An MP4 by its first bytes, of a length that nobody announces. */
    private static final class Film extends InputStream {
        private static final byte[] HEAD = "\0\0\0\30ftypisom\0\0\2\0isomiso2".getBytes(StandardCharsets.ISO_8859_1);

        private final long size;
        private long at;

        Film(long size) {
            this.size = size;
        }

        @Override
        public int read() {
            if (at == size) {
                return -1;
            }
            int next = at < HEAD.length ? HEAD[(int) at] & 0xff : (int) ((at * 31) >>> 7) & 0xff;
            at++;
            return next;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (at == size) {
                return -1;
            }
            int count = (int) Math.min(length, size - at);
            for (int i = 0; i < count; i++) {
                into[offset + i] = (byte) read();
            }
            return count;
        }
    }
}
