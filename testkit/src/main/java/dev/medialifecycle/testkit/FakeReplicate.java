package dev.medialifecycle.testkit;

import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Vendor;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * Replicate on a free loopback port; see {@link FakeVendor}.
 *
 * <pre>{@code
 * try (FakeReplicate replicate = FakeReplicate.start()) {
 *     FakePrediction prediction = replicate.predictions().get(0);                    // once the host has ordered it
 *     URI output = replicate.serve("cat.png", bytes, "image/png");
 *     WebhookAnswer answer = replicate.send(replicate.succeed(prediction.id(), output));
 * }
 * }</pre>
 */
public final class FakeReplicate extends FakeVendor {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String WRONG_SECRET = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private static final String TOKEN = "r8_fake_token";

    private FakeReplicate(Clock clock) {
        super(
                clock,
                new ReplicateDialect(TOKEN, SECRET),
                WebhookSigner.replicate(SECRET),
                WebhookSigner.replicate(WRONG_SECRET));
    }

    /** Starts one whose webhooks carry the time of the system. */
    public static FakeReplicate start() {
        return start(Clock.systemUTC());
    }

    /** Starts one whose webhooks carry the time of this clock. */
    public static FakeReplicate start(Clock clock) {
        FakeReplicate replicate = new FakeReplicate(clock);
        replicate.serve();
        return replicate;
    }

    /** The secret its webhooks are signed with. */
    public String secret() {
        return SECRET;
    }

    @Override
    public Vendor vendor() {
        return Replicate.builder()
                .secrets(SECRET)
                .apiToken(TOKEN)
                .api(apiBase(), HttpClient.newHttpClient())
                .outputs(new OutputTerms(Set.of("localhost"), Duration.ofHours(1)))
                .build();
    }

    /** Says that it works on a prediction; the message is returned, and not sent. */
    public FakeWebhook process(String id) {
        return become(id, "processing");
    }

    /** Puts a prediction in any state, in Replicate's words, such as {@code canceled} or {@code aborted}. */
    public FakeWebhook become(String id, String status) {
        return change(id, p -> p.become(status));
    }
}
