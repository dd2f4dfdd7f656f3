package dev.medialifecycle.benchmarks.webhook;

import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** The clients that others publish. All take the body as text, so making that text of the raw bytes is part of their work. */
final class Peers {
    private static final long TOLERANCE = 300;

    private Peers() {}

    static List<Verifying> all() {
        return List.of(new StandardWebhooks(), new Svix(), new Stripe());
    }

    private static String text(SignedRequest request) {
        return new String(request.body(), StandardCharsets.UTF_8);
    }

    private static final class StandardWebhooks implements Verifying {
        private final com.standardwebhooks.Webhook webhook;

        StandardWebhooks() {
            try {
                webhook = new com.standardwebhooks.Webhook(SignedRequest.SECRET);
            } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String name() {
            return "standardwebhooks 1.2.0";
        }

        @Override
        public boolean verifies(SignedRequest request, Instant now) {
            try {
                webhook.verify(text(request), request.headers());
                return true;
            } catch (WebhookVerificationException e) {
                return false;
            }
        }
    }

    private static final class Svix implements Verifying {
        private final com.svix.Webhook webhook;

        Svix() {
            try {
                webhook = new com.svix.Webhook(SignedRequest.SECRET);
            } catch (com.svix.exceptions.EmptyWebhookSecretException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public String name() {
            return "svix 1.99.1";
        }

        @Override
        public boolean verifies(SignedRequest request, Instant now) {
            try {
                webhook.verify(text(request), request.headers());
                return true;
            } catch (com.svix.exceptions.WebhookVerificationException e) {
                return false;
            }
        }
    }

    private static final class Stripe implements Verifying {
        @Override
        public String name() {
            return "stripe-java 33.3.0";
        }

        @Override
        public boolean verifies(SignedRequest request, Instant now) {
            try {
                String header = request.header("stripe-signature");
                return Webhook.Signature.verifyHeader(text(request), header, SignedRequest.SECRET, TOLERANCE);
            } catch (SignatureVerificationException e) {
                return false;
            }
        }
    }
}
