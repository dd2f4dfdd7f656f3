package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.blob.ByteRange;
import dev.medialifecycle.blob.Located;
import dev.medialifecycle.blob.StorageProvider;
import dev.medialifecycle.memory.MemoryJobRepository;
import dev.medialifecycle.memory.MemoryStorage;
import dev.medialifecycle.relocation.HostTransaction;
import dev.medialifecycle.relocation.Moved;
import dev.medialifecycle.relocation.Relocation;
import dev.medialifecycle.relocation.RelocationReport;
import dev.medialifecycle.testkit.ManualClock;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A bucket full of pictures that goes to another store, by processes that are killed on the way; each row of the host has one URL. */
final class Haul {
    private static final HttpClient NO_REQUESTS = HttpClient.newHttpClient();
    private static final byte[] PNG = Pictures.png(3);

    /** How the host keeps its rows. */
    enum Host {
        /** With the library's, as far as a list can: undone unless the transaction was seen to commit. */
        IN_THE_SAME_TRANSACTION,
        /** At once and for good, whatever becomes of the transaction. */
        BY_ITSELF
    }

    final ManualClock clock = ManualClock.at(World.START);
    final Map<BlobLocation, Integer> puts = Mortal.noPuts();
    final List<String> gallery = new ArrayList<>();
    private final MemoryStorage store = new MemoryStorage("store", Set.of("media"), clock);
    private final StorageProvider archive;
    private final MemoryJobRepository repository = new MemoryJobRepository();
    private final Map<AssetId, byte[]> pictures = new LinkedHashMap<>();
    private final Host host;

    Haul(Host host, StorageProvider archive, int count) {
        this.host = host;
        this.archive = archive;
        try (MediaLifecycle media = node(Mortal.immortal())) {
            for (int number = 0; number < count; number++) {
                byte[] picture = picture(number);
                Asset asset = media.upload(Upload.of(World.USER, World.KEPT, new ByteArrayInputStream(picture)));
                pictures.put(asset.id(), picture);
                gallery.add(media.publicUrl(asset.id()).toString());
            }
        }
        puts.clear();
    }

    static MemoryStorage archive() {
        return new MemoryStorage("archive", Set.of("media"), ManualClock.at(World.START));
    }

    /** Each another one, as decoders ignore what comes after the end. */
    private static byte[] picture(int number) {
        return ByteBuffer.allocate(PNG.length + 4).put(PNG).putInt(number).array();
    }

    MediaLifecycle node(Mortal process) {
        return MediaLifecycle.builder()
                .storage(process.storage(store, puts))
                .storage(process.storage(archive, puts))
                .repository(process.repository(repository))
                .uploads(World.KEPT, UploadPolicy.images("store", "media", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                .references("gallery", gallery::stream)
                .spool(Path.of("target", "spool"))
                .httpClient(NO_REQUESTS)
                .clock(clock)
                .build();
    }

    /** Moves until it is done or the process is killed. */
    RelocationReport move(Mortal process) {
        clock.advance(Duration.ofSeconds(1));
        return node(process)
                .relocate(Relocation.from("store", "media")
                        .to("archive", "media")
                        .rewriting(moved -> rewrite(moved, process))
                        .within(host == Host.BY_ITSELF ? HostTransaction.none() : this::undoneUnlessCommitted));
    }

    private void rewrite(Moved moved, Mortal process) {
        process.step();
        gallery.replaceAll(
                url -> url.equals(String.valueOf(moved.urlBefore())) ? String.valueOf(moved.urlAfter()) : url);
        process.step();
    }

    private void undoneUnlessCommitted(Runnable work) {
        List<String> before = List.copyOf(gallery);
        boolean isCommitted = false;
        try {
            work.run();
            isCommitted = true;
        } finally {
            if (!isCommitted) {
                gallery.clear();
                gallery.addAll(before);
            }
        }
    }

    /** What another process does meanwhile, as a scheduler would. */
    void live(Duration time) {
        MediaLifecycle other = node(Mortal.immortal());
        for (int i = 0; i < 20; i++) {
            clock.advance(time.dividedBy(20));
            other.runDue(10_000);
        }
    }

    /** Every asset is in use with the bytes it always had, and every URL of the host leads to a blob that is not leaving. */
    void assertNothingLost(String when) {
        MediaLifecycle media = node(Mortal.immortal());
        pictures.forEach((id, picture) -> {
            Asset asset = media.asset(id).orElseThrow();
            assertThat(asset.state()).as(when).isEqualTo(AssetState.ACTIVE);
            assertThat(bytes(media, id)).as(when).isEqualTo(picture);
        });
        assertThat(gallery)
                .as(when)
                .hasSize(pictures.size())
                .doesNotHaveDuplicates()
                .allSatisfy(url -> {
                    BlobLocation location = ((Located.Owned) media.locate(url)).location();
                    assertThat(provider(location).stat(location))
                            .as(when + ": " + url)
                            .isPresent();
                });
    }

    /** Everything is at its new place and nowhere else, by its hash, and the old bucket may go. */
    void assertMoved(String when) {
        MediaLifecycle media = node(Mortal.immortal());
        assertNothingLost(when);
        pictures.forEach((id, picture) -> {
            Asset asset = media.asset(id).orElseThrow();
            assertThat(asset.location().provider()).as(when).isEqualTo("archive");
            assertThat(asset.content().sha256()).as(when).isEqualTo(sha256(picture));
        });
        assertThat(gallery)
                .as(when)
                .allMatch(url -> media.locate(url) instanceof Located.Owned owned
                        && owned.location().provider().equals("archive"));
        assertThat(media.retirement("store", "media").isDone()).as(when).isTrue();
        assertThat(media.givenUp(10)).as(when).isEmpty();
    }

    int count() {
        return pictures.size();
    }

    private StorageProvider provider(BlobLocation location) {
        return location.provider().equals("archive") ? archive : store;
    }

    private static byte[] bytes(MediaLifecycle media, AssetId id) {
        try (InputStream stream = media.open(id, ByteRange.all())) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
