package dev.medialifecycle.examples.app.media;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.vendor.Replicate;
import dev.medialifecycle.vendor.VendorBuilder;
import dev.medialifecycle.webhook.OutputTerms;
import dev.medialifecycle.webhook.Vendor;
import java.net.http.HttpClient;
import java.time.Duration;
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
    Vendor vendor(VendorProperties properties, Environment environment) {
        refuseShortcuts(properties, environment);
        VendorBuilder replicate = Replicate.builder();
        if (properties.allowUnsigned()) {
            replicate.allowUnsigned();
        }
        if (!properties.outputHosts().isEmpty()) {
            replicate.outputs(new OutputTerms(properties.outputHosts(), OUTPUT_LIFE));
        }
        if (StringUtils.hasText(properties.token())) {
            replicate.apiToken(properties.token()).api(properties.baseUrl(), client(properties));
        }
        return replicate.secrets(properties.webhookSecret()).build();
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
                    "app.vendor.allow-unsigned is for the profile dev and never for prod. Next: set REPLICATE_WEBHOOK_SECRET");
        }
        if (properties.allowLoopback() && !forDevelopment) {
            throw new MediaLifecycleException(
                    ErrorCode.INVALID_POLICY,
                    ErrorKind.REJECTED,
                    "app.vendor.allow-loopback is for the profiles dev and demo and never for prod. Next: remove it");
        }
    }
}
