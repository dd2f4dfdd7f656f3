package dev.medialifecycle.vendor;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.verifier.CapabilityUrls;
import dev.medialifecycle.verifier.JwksSource;
import dev.medialifecycle.verifier.KeyRule;
import dev.medialifecycle.verifier.Scheme;
import dev.medialifecycle.verifier.Schemes;
import dev.medialifecycle.verifier.Secret;
import dev.medialifecycle.verifier.SignatureVerifier;
import dev.medialifecycle.verifier.UnusableSecretException;
import dev.medialifecycle.webhook.Assurance;
import dev.medialifecycle.webhook.EventDecoder;
import dev.medialifecycle.webhook.Trust;
import dev.medialifecycle.webhook.WebhookVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the half of a vendor that looks at its deliveries. */
final class Verifying {
    private final VendorProfile profile;
    private final @Nullable Webhooks webhooks;
    private final @Nullable Scheme scheme;
    private final Clock clock;

    /** Null scheme and tolerance for the vendor's usual. */
    Verifying(VendorProfile profile, @Nullable Scheme scheme, @Nullable Duration tolerance, Clock clock) {
        this.profile = profile;
        this.webhooks = profile.webhooks();
        Scheme usual = webhooks == null ? null : webhooks.scheme();
        Scheme chosen = scheme == null ? usual : scheme;
        this.scheme = chosen == null || tolerance == null ? chosen : chosen.within(tolerance);
        this.clock = clock;
    }

    /** One that verifies nothing, if there is nothing to verify with. */
    Optional<WebhookVerifier> unsignedWithout(List<@Nullable String> secrets) {
        boolean hasSecrets = secrets.stream().anyMatch(secret -> secret != null && !secret.isBlank());
        return hasSecrets ? Optional.empty() : Optional.of(AllowUnsigned.insteadOf(profile.secretSetting()));
    }

    /** Throws {@link MediaLifecycleException} ML-CFG-003 for secrets that cannot be used. */
    WebhookVerifier by(List<@Nullable String> secrets, @Nullable JwksSource keys) {
        if (webhooks == null) {
            return new NoWebhooks();
        }
        try {
            if (scheme == null) {
                return new CallbackVerifier(CapabilityUrls.of(profile.name(), usable(secrets)));
            }
            if (scheme.keyRule() == KeyRule.PUBLISHED) {
                JwksSource source = keys == null ? JwksSource.at(Schemes.FAL_KEYS, clock) : keys;
                return VerifierAdapter.of(SignatureVerifier.of(scheme, source));
            }
            return VerifierAdapter.of(SignatureVerifier.of(scheme, usable(secrets)));
        } catch (UnusableSecretException e) {
            throw new MediaLifecycleException(
                    ErrorCode.MISSING_SECRET,
                    ErrorKind.REJECTED,
                    profile.secretSetting() + " cannot be used (" + e.reason() + "). Next: set it to what "
                            + profile.page() + " says, or allow unsigned deliveries for development",
                    e);
        }
    }

    /** Whether deliveries do not prove or do not hold enough, or there are none. */
    boolean needsApi() {
        return webhooks == null
                || !Trust.of(proven()).isSufficient()
                || !webhooks.words().of(JobState.ENDED).isEmpty();
    }

    EventDecoder decoder(boolean canBeAsked) {
        return webhooks == null
                ? delivery -> Optional.empty()
                : new PayloadDecoder(new Reading(webhooks.fields(), webhooks.words()), canBeAsked);
    }

    /** What deliveries prove that this verifies. Whoever switches verification off in so many words says that they are believed. */
    Trust trust(WebhookVerifier verifier) {
        if (verifier instanceof AllowUnsigned) {
            return Trust.of(Assurance.NONE).believing(Assurance.NONE);
        }
        return Trust.of(webhooks == null ? Assurance.FULL : proven());
    }

    private Assurance proven() {
        return scheme == null ? Assurance.CAPABILITY_URL : VerifierAdapter.assurance(scheme.assurance());
    }

    private static List<Secret> usable(List<@Nullable String> secrets) {
        return secrets.stream().map(Secret::of).toList();
    }
}
