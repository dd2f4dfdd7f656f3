package dev.medialifecycle.benchmarks.webhook;

import dev.medialifecycle.benchmarks.measure.Arguments;
import dev.medialifecycle.benchmarks.measure.Machine;
import dev.medialifecycle.benchmarks.measure.Table;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What verifying a delivery of Replicate's and reading the job's end out of it cost, beside the HMAC alone. */
public final class MapCost {
    private static final double GOAL = 1.30;
    private static final int MOST_BYTES = 2_560;

    private MapCost() {}

    /** Takes {@code sizes} (in KB) and {@code rounds}. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, "sizes", "rounds");
        System.out.println(Machine.description());
        PairedCost cost = new PairedCost(Clock.systemUTC(), arguments.number("rounds", 31));
        RawMac limit = new RawMac(Base64.getDecoder().decode(SignedRequest.SECRET.substring(6)));
        Mapping ours =
                new Mapping(Replicate.builder().secrets(SignedRequest.SECRET).build());
        Table table = new Table("verified and read", "x HMAC", "CPU ns", "bytes", "goal");
        for (int size : arguments.numbers("sizes", 1, 16, 256)) {
            PairedCost.Costs costs = cost.of(prediction(size << 10), List.of(limit, ours));
            double ratio = costs.ratios().median(ours.name());
            double bytes = costs.bytes().median(ours.name());
            table.row(
                    size + " KB",
                    Table.fine(ratio),
                    Table.whole(costs.nanos().median(ours.name())),
                    Table.whole(bytes),
                    Table.verdict(ratio <= GOAL) + " " + Table.fine(GOAL) + ", " + Table.verdict(bytes <= MOST_BYTES)
                            + " " + MOST_BYTES);
        }
        table.print();
        System.out.println("load at the end " + Machine.load());
    }

    /** A prediction with one output, most of which is the prompt that it was made from. */
    private static byte[] prediction(int bytes) {
        String head = """
                {"id":"ufawqhfynnddngldkgtslldrkq","model":"owner/model","version":"5c7d5dc6","status":"succeeded",\
                "created_at":"2026-11-21T10:00:00.000Z","completed_at":"2026-11-21T10:00:09.000Z",\
                "output":["https://replicate.delivery/xezq/4n2kXq7Wz/out-0.png"],"error":null,"metrics":{"predict_time":8.5},\
                "logs":"","urls":{"get":"https://api.replicate.com/v1/predictions/ufawqhfynnddngldkgtslldrkq"},"input":{"prompt":\"""";
        String tail = "\"}}";
        StringBuilder text = new StringBuilder(head);
        while (text.length() + tail.length() < bytes) {
            text.append("plain words ", 0, Math.min(12, bytes - text.length() - tail.length()));
        }
        return text.append(tail).toString().getBytes(StandardCharsets.UTF_8);
    }

    /** From headers and raw bytes to the outputs of a job. */
    private record Mapping(Vendor vendor) implements Verifying {
        @Override
        public String name() {
            return "ours, verified and read";
        }

        @Override
        public boolean verifies(SignedRequest request, Instant now) {
            WebhookDelivery delivery = new WebhookDelivery(vendor.name(), request.headers(), request.body());
            if (!(vendor.verifier().verify(delivery, now) instanceof Verification.Verified)) {
                return false;
            }
            Optional<JobEvent> event = vendor.decoder().decode(delivery);
            return event.isPresent()
                    && event.get().news() instanceof News.Ended ended
                    && ended.outcome() instanceof JobOutcome.Succeeded done
                    && done.outputs().size() == 1;
        }
    }
}
