package dev.medialifecycle.testkit;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
import dev.medialifecycle.asset.Dimensions;
import dev.medialifecycle.blob.BlobLocation;
import dev.medialifecycle.job.Job;
import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutput;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.outbox.Effect;
import dev.medialifecycle.outbox.OutboxEntry;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.DeliveryId;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.StoredDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Numbered rows: the same number is the same row, another number shares nothing with it. */
final class Samples {
    static final Instant OPENED = Instant.parse("2026-05-01T00:00:00.000001Z");
    static final String VENDOR = "acme";

    private Samples() {}

    /** Ids whose order as text is neither that of their numbers nor that of signed longs. */
    static UUID uuid(int number) {
        return new UUID(number * 0x9E37_79B9_7F4A_7C15L, number);
    }

    static AssetId assetId(int number) {
        return new AssetId(uuid(number));
    }

    static JobId jobId(int number) {
        return new JobId(uuid(number));
    }

    static DeliveryId deliveryId(int number) {
        return new DeliveryId(uuid(number));
    }

    static BlobLocation location(String key) {
        return new BlobLocation("store", "media", key);
    }

    static Asset asset(int number) {
        return asset(number, location("samples/" + number + ".png"));
    }

    static Asset asset(int number, BlobLocation location) {
        return new Asset(
                assetId(number),
                "owner-" + number,
                AssetRole.INPUT,
                AssetState.ACTIVE,
                location,
                new Content("image/png", 1_000 + number, "ab".repeat(32), new Dimensions(640, 480)),
                null,
                null,
                null,
                OPENED,
                OPENED,
                OPENED,
                0);
    }

    /** Opened, over these inputs. */
    static Job job(int number, AssetId... inputs) {
        return new Job(
                jobId(number),
                "owner-" + number,
                VENDOR,
                Set.of(inputs),
                null,
                JobStatus.STARTING,
                null,
                JobReport.none(),
                List.of(),
                OPENED,
                OPENED.plus(Duration.ofHours(1)),
                null,
                0);
    }

    static VendorJobId vendorJobId(String id) {
        return new VendorJobId(VENDOR, id);
    }

    static JobOutput output(int index) {
        URI source = URI.create("https://out.acme.example/" + index + ".png?signature=%2F" + index);
        return new JobOutput(index, source, OPENED.plus(Duration.ofDays(1)), null, null);
    }

    static StoredDelivery delivery(int number) {
        return delivery(number, DeliveryState.APPLIED, null, OPENED);
    }

    static StoredDelivery delivery(int number, DeliveryState state, @Nullable VendorJobId job, Instant receivedAt) {
        byte[] body = ("body " + number).getBytes(StandardCharsets.UTF_8);
        return new StoredDelivery(
                deliveryId(number),
                VENDOR,
                "delivery-" + number,
                body,
                state,
                job,
                null,
                Assurance.FULL,
                receivedAt,
                receivedAt);
    }

    static OutboxEntry entry(int number, Instant dueAt) {
        return OutboxEntry.due(uuid(number), new Effect.DeleteBlob(assetId(number)), dueAt);
    }
}
