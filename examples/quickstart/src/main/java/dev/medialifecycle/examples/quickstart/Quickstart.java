package dev.medialifecycle.examples.quickstart;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.job.FetchPolicy;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A host in one class: it takes photographs, has a vendor paint them, keeps what its user saves, and forgets the rest. */
final class Quickstart implements AutoCloseable {
    private static final String ANN = "ann";

    private final Stage stage;
    private final MediaLifecycle media;

    Quickstart(Stage stage) {
        this.stage = stage;
        this.media = MediaLifecycle.builder()
                .storage(stage.disk())
                .repository(stage.repository())
                .uploads(AssetRole.INPUT, images("inputs", "{owner}/inputs/{uuid}.{ext}"))
                .uploads(AssetRole.OUTPUT, images("media", "{owner}/saved/{uuid}.{ext}"))
                .vendor(stage.replicate().vendor())
                .retention(RetentionPolicy.keepForever()
                        .with(AssetRole.INPUT, Retention.ephemeral())
                        .with(AssetRole.OUTPUT, Retention.unlessReferenced(Duration.ofDays(1))))
                .references("gallery.image_url", stage.gallery()::imageUrls)
                .fetch(FetchPolicy.usual().allowingLoopback())
                .spool(stage.spool())
                .listener(stage.account())
                .clock(stage.clock())
                .build();
    }

    public static void main(String[] args) throws Exception {
        System.exit(Story.tell(Path.of(args.length == 0 ? "quickstart-data" : args[0])));
    }

    /** Takes a photograph and orders a painting of it; upload and job are one transaction, the vendor is called after it. */
    JobId generate(Path photo) {
        Job job = stage.transactions().run(() -> {
            try (InputStream bytes = Files.newInputStream(photo)) {
                Asset input = media.upload(new Upload(ANN, AssetRole.INPUT, bytes, null, photo.getFileName() + ""));
                return media.openJob(ANN, "replicate", Set.of(input.id()));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
        AssetId input = job.inputs().iterator().next();
        String prediction = stage.order(media.signedUrl(input, Duration.ofMinutes(10)));
        return media.jobStarted(job.id(), new VendorJobId("replicate", prediction))
                .id();
    }

    /** Ann likes an output: its URL goes into the gallery, and from then on it is referenced. */
    String save(JobId job, int index) {
        Asset output = media.promote(job, index);
        String url = media.publicUrl(output.id()).toString();
        stage.transactions()
                .run(() -> stage.gallery().insert(url, output.content().sha256()));
        return url;
    }

    /** Ann deletes a picture: the row and the release are one transaction, whatever comes of it. */
    void delete(String url, Runnable before) {
        stage.transactions().run(() -> {
            stage.gallery().delete(url);
            media.releaseUrls(ANN, List.of(url));
            before.run();
            return url;
        });
    }

    /** Ann replaces a picture by another one: what the record no longer names is released. */
    void replace(String oldUrl, String newUrl) {
        stage.transactions().run(() -> {
            stage.gallery().delete(oldUrl);
            return media.replaceUrls(ANN, List.of(oldUrl, newUrl), List.of(newUrl + "?version=2"));
        });
    }

    MediaLifecycle media() {
        return media;
    }

    @Override
    public void close() {
        media.close();
    }

    private static UploadPolicy images(String bucket, String keys) {
        return UploadPolicy.images("disk", bucket, KeyTemplate.of(keys)).withMaxBytes(20 << 20);
    }
}
