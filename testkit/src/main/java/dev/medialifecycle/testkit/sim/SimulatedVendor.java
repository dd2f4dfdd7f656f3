package dev.medialifecycle.testkit.sim;

import dev.medialifecycle.job.JobId;
import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.testkit.SeededRandom;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.JobControl;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import dev.medialifecycle.webhook.Verification;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A vendor that delivers twice, late and out of order, and sometimes contradicts itself. */
final class SimulatedVendor {
    static final String NAME = "acme";

    private final SimulatedWorld world;
    private final List<Order> orders = new ArrayList<>();

    /** What the vendor was asked to do, and everything that it will say about it. */
    record Order(JobId job, VendorJobId id, List<String> news) {
        String terminal() {
            return news.get(news.size() - 1);
        }

        boolean isOutcome(int index) {
            String word = news.get(index).split(" ")[0];
            return word.equals("succeeded") || word.equals("failed") || word.equals("canceled");
        }

        WebhookDelivery delivery(int index) {
            return new WebhookDelivery(
                    NAME,
                    Map.of("id", List.of(id.id() + "-" + index)),
                    (id.id() + " " + news.get(index)).getBytes(StandardCharsets.UTF_8));
        }
    }

    SimulatedVendor(SimulatedWorld world) {
        this.world = world;
    }

    Order order(JobId job, List<String> ownInputs) {
        SeededRandom random = world.random();
        List<String> news = new ArrayList<>();
        if (random.below(2) == 0) {
            news.add("processing");
        }
        if (random.below(6) == 0) {
            news.add("confused");
        }
        if (random.below(5) == 0) {
            // Not its last word, and the first outcome that arrives wins.
            news.add(outcome(ownInputs));
        }
        news.add(outcome(ownInputs));
        Order order = new Order(job, new VendorJobId(NAME, "p" + orders.size()), List.copyOf(news));
        orders.add(order);
        return order;
    }

    private String outcome(List<String> ownInputs) {
        SeededRandom random = world.random();
        return switch (random.below(8)) {
            case 0 -> "failed";
            case 1 -> "canceled";
            case 2 -> "succeeded " + Pictures.BROKEN_URI + " " + Pictures.URI;
            case 3 -> ownInputs.isEmpty() ? "succeeded" : "succeeded " + random.pick(ownInputs);
            case 4 -> "succeeded " + Pictures.URI + " " + Pictures.URI;
            default -> "succeeded " + Pictures.URI;
        };
    }

    List<Order> orders() {
        return orders;
    }

    Vendor profile(SimulatedNode node) {
        return new Vendor(
                        NAME,
                        (delivery, now) -> new Verification.Verified(
                                delivery.headers()
                                        .getOrDefault("id", List.of("none"))
                                        .get(0),
                                Assurance.FULL),
                        SimulatedVendor::decode,
                        world.weather().hasPoller() ? job -> poll(node, job) : null,
                        new OutputTerms(Set.of("outputs.invalid"), Duration.ofHours(6)),
                        new Patience(Duration.ofMinutes(15), Duration.ofHours(24)))
                .withControl(JobControl.of(job -> node.crossing().at(Place.BEFORE_REFERENCES, node), null));
    }

    private Optional<JobEvent> poll(SimulatedNode node, VendorJobId job) {
        node.crossing().at(Place.BEFORE_REFERENCES, node);
        return orders.stream()
                .filter(order -> order.id().equals(job) && world.random().below(2) == 0)
                .findFirst()
                .map(order -> event(order.id().id() + " " + order.terminal()));
    }

    private static Optional<JobEvent> decode(WebhookDelivery delivery) {
        return Optional.of(event(new String(delivery.body(), StandardCharsets.UTF_8)));
    }

    private static JobEvent event(String text) {
        String[] words = text.split(" ");
        return new JobEvent(new VendorJobId(NAME, words[0]), news(words));
    }

    private static News news(String[] words) {
        return switch (words[1]) {
            case "processing" -> new News.Running(JobStatus.PROCESSING);
            case "succeeded" ->
                new News.Ended(new JobOutcome.Succeeded(
                        Arrays.stream(words).skip(2).map(URI::create).toList()));
            case "failed" -> new News.Ended(new JobOutcome.Failed("out of memory"));
            case "canceled" -> new News.Ended(new JobOutcome.Canceled());
            default -> new News.Unknown(words[1]);
        };
    }
}
