package dev.medialifecycle.testkit;

import dev.medialifecycle.vendor.WaveSpeed;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Vendor;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/**
 * WaveSpeed on a free loopback port; see {@link FakeVendor}. Orders go to {@code /api/v3/{owner}/{model}?webhook=…}; a prediction that
 * it is told to delete is gone.
 */
public final class FakeWaveSpeed extends FakeVendor {
    private static final String SECRET = "whsec_not-base64-at-all-but-text";
    private static final String WRONG_SECRET = "whsec_another-text-that-nobody-knows";
    private static final String TOKEN = "wsk_fake_token";

    private FakeWaveSpeed(Clock clock) {
        super(
                clock,
                new WaveSpeedDialect(TOKEN),
                WebhookSigner.of(Schemes.wavespeed(), SECRET),
                WebhookSigner.of(Schemes.wavespeed(), WRONG_SECRET));
    }

    /** Starts one whose webhooks carry the time of this clock. */
    public static FakeWaveSpeed start(Clock clock) {
        FakeWaveSpeed waveSpeed = new FakeWaveSpeed(clock);
        waveSpeed.serve();
        return waveSpeed;
    }

    /** The secret its webhooks are signed with. */
    public String secret() {
        return SECRET;
    }

    @Override
    public Vendor vendor() {
        return WaveSpeed.builder()
                .secrets(SECRET)
                .apiToken(TOKEN)
                .api(apiBase(), HttpClient.newHttpClient())
                .outputs(new OutputTerms(Set.of("localhost"), Duration.ofDays(7)))
                .build();
    }
}
