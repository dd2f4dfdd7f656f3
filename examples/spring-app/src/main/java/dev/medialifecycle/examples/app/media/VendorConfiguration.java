package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.vendor.VendorBuilder;
import dev.medialifecycle.vendor.Vendors;
import dev.medialifecycle.verifier.JwksSource;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Patience;
import dev.medialifecycle.webhook.Vendor;
import java.net.http.HttpClient;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/** Who generates, and how its webhooks are told from forgeries. */
@Configuration(proxyBeanMethods = false)
class VendorConfiguration {
    private static final Duration OUTPUT_LIFE = Duration.ofHours(1);

    @Bean
    Vendor vendor(VendorProperties properties, Environment environment, ObjectProvider<JwksSource> keys) {
        refuseShortcuts(properties, environment);
        VendorBuilder vendor = Vendors.named(properties.name()).orElseThrow(() -> unknown(properties.name()));
        if (properties.allowUnsigned()) {
            vendor.allowUnsigned();
        }
        if (!properties.outputHosts().isEmpty()) {
            vendor.outputs(new OutputTerms(properties.outputHosts(), OUTPUT_LIFE));
        }
        if (StringUtils.hasText(properties.token())) {
            vendor.apiToken(properties.token())
                    .api(properties.baseUrl(), client(properties))
                    .model(properties.model());
        }
        keys.ifAvailable(vendor::keys);
        Vendor built = vendor.secrets(properties.webhookSecret()).build();
        Duration pollEvery = properties.pollEvery();
        return pollEvery == null
                ? built
                : built.withPatience(new Patience(pollEvery, built.patience().deadline()));
    }

    private static MediaLifecycleException unknown(String name) {
        return new MediaLifecycleException(
                ErrorCode.MISSING_PART,
                ErrorKind.REJECTED,
                "app.vendor.name is " + name + ", which nobody knows. Next: say one of " + Vendors.names());
    }

    private static HttpClient client(VendorProperties properties) {
        return HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** What makes a fake vendor possible would let anybody play the vendor. */
    private static void refuseShortcuts(VendorProperties properties, Environment environment) {
        boolean forDevelopment = environment.acceptsProfiles(Profiles.of("dev | demo"))
                && !environment.acceptsProfiles(Profiles.of("prod"));
        if (properties.allowUnsigned() && !forDevelopment) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_SECRET,
                    ErrorKind.REJECTED,
                    "app.vendor.allow-unsigned is for the profile dev and never for prod. Next: set app.vendor.webhook-secret");
        }
        if (properties.allowLoopback() && !forDevelopment) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_POLICY,
                    ErrorKind.REJECTED,
                    "app.vendor.allow-loopback is for the profiles dev and demo and never for prod. Next: remove it");
        }
    }
}
