package dev.medialifecycle.repository.jdbc;

import dev.medialifecycle.asset.Asset;
import dev.medialifecycle.asset.AssetId;
import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.asset.AssetState;
import dev.medialifecycle.asset.Content;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Numbered rows, spread over the order of ids. */
final class Rows {
    static final Instant NOW = Instant.parse("2026-05-04T10:20:30.123457Z");

    private Rows() {}

    static UUID uuid(int number) {
        return new UUID(number * 0x9E37_79B9_7F4A_7C15L, number);
    }

    static AssetId assetId(int number) {
        return new AssetId(uuid(number));
    }

    static JobId jobId(int number) {
        return new JobId(uuid(number));
    }

    static BlobLocation location(int number) {
        return new BlobLocation("store", "media", "rows/" + number);
    }

    static Asset asset(int number) {
        return new Asset(
                assetId(number),
                "owner",
                AssetRole.INPUT,
                AssetState.values()[number % AssetState.values().length],
                location(number),
                new Content("image/png", number, null, null),
                null,
                number % 3 == 0 ? assetId(number - 1) : null,
                null,
                NOW,
                NOW,
                NOW,
                0);
    }

    /** Every tenth has not ended. */
    static Job job(int number) {
        URI source = URI.create("https://out.example/" + number);
        Job job = new Job(
                jobId(number),
                "owner",
                "acme",
                Set.of(assetId(number), assetId(number + 1)),
                vendorJobId(number),
                JobStatus.KEEPING,
                null,
                new JobReport(Duration.ofMillis(number), "log " + number),
                List.of(new JobOutput(0, source, NOW, assetId(number + 2), null)),
                NOW,
                NOW.plus(Duration.ofHours(1)),
                null,
                0);
        return number % 10 == 0 ? job : job.ended(JobStatus.SUCCEEDED, null, NOW);
    }

    static VendorJobId vendorJobId(int number) {
        return new VendorJobId("acme", "job-" + number);
    }

    static StoredDelivery delivery(int number) {
        return new StoredDelivery(
                new DeliveryId(uuid(number)),
                "acme",
                "delivery-" + number,
                new byte[] {1, 2, 3},
                DeliveryState.values()[number % DeliveryState.values().length],
                vendorJobId(number),
                null,
                Assurance.FULL,
                NOW.plusSeconds(number),
                NOW.plusSeconds(number));
    }

    static OutboxEntry entry(int number) {
        return OutboxEntry.due(uuid(number), new Effect.PollJob(jobId(number)), NOW.plusSeconds(number));
    }
}
