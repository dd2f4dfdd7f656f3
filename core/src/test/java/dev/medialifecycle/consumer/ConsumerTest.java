package dev.medialifecycle.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.retention.Retention;
import dev.medialifecycle.retention.RetentionPolicy;
import dev.medialifecycle.upload.KeyTemplate;
import dev.medialifecycle.upload.Upload;
import dev.medialifecycle.upload.UploadPolicy;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that has nothing but core, and a provider, a repository and a vendor of its own making. */
class ConsumerTest {
    private static final String URI_OF_OUTPUT = "data:image/png;base64,";

    @TempDir
    private Path spool;

    private final HomemadeStorage storage = new HomemadeStorage();
    private final List<String> records = new ArrayList<>();

    @Test
    void upload_job_webhook_save_and_delete_work_on_homemade_parts() throws IOException {
        byte[] picture = picture();
        try (MediaLifecycle media = media(picture)) {
            Asset input = media.upload(Upload.of("ann", AssetRole.INPUT, new ByteArrayInputStream(picture)));
            Job job = media.openJob("ann", "own", Set.of(input.id()));
            media.jobStarted(job.id(), new VendorJobId("own", "1"));

            assertThat(media.receive(new WebhookDelivery("own", Map.of(), new byte[0]))
                            .httpStatus())
                    .isEqualTo(200);
            media.runDue(100);
            assertThat(media.job(job.id()).orElseThrow().status()).isEqualTo(JobStatus.SUCCEEDED);
            assertThat(storage.stat(input.location())).isEmpty();

            Asset saved = media.promote(job.id(), 0);
            records.add(media.publicUrl(saved.id()).toString());
            media.release(saved.id());
            media.runDue(100);
            assertThat(storage.size()).isOne();

            media.releaseUrls("ann", List.of(records.remove(0)));
            media.runDue(100);
            assertThat(storage.size()).isZero();
        }
    }

    private MediaLifecycle media(byte[] output) {
        return MediaLifecycle.builder()
                .storage(storage)
                .repository(new HomemadeRepository())
                .uploads(AssetRole.INPUT, UploadPolicy.images("home", "in", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                .uploads(AssetRole.OUTPUT, UploadPolicy.images("home", "out", KeyTemplate.of("{owner}/{uuid}.{ext}")))
                .vendor(vendor(URI.create(URI_OF_OUTPUT + Base64.getEncoder().encodeToString(output))))
                .retention(RetentionPolicy.keepForever()
                        .with(AssetRole.INPUT, Retention.ephemeral())
                        .with(AssetRole.OUTPUT, Retention.forever().withQuarantine(Duration.ZERO)))
                .references("records", records::stream)
                .spool(spool)
                .build();
    }

    private static Vendor vendor(URI output) {
        JobEvent done =
                new JobEvent(new VendorJobId("own", "1"), new News.Ended(new JobOutcome.Succeeded(List.of(output))));
        return new Vendor(
                "own",
                (delivery, now) -> new Verification.Verified("1", Assurance.FULL),
                delivery -> Optional.of(done),
                null,
                new OutputTerms(Set.of(), Duration.ofHours(1)),
                Patience.usual());
    }

    private static byte[] picture() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
