package dev.medialifecycle.benchmarks.webhook;

import com.openai.core.ClientOptions;
import com.openai.core.RequestOptions;
import com.openai.core.http.Headers;
import com.openai.core.http.HttpClient;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.errors.InvalidWebhookSignatureException;
import com.openai.models.webhooks.WebhookVerificationParams;
import com.openai.services.blocking.WebhookService;
import com.openai.services.blocking.WebhookServiceImpl;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * The clients that others publish. What each wants its caller to make of raw bytes and of a map of headers is part of its work: text of
 * the body for all but OpenAI's, headers of its own for that.
 */
final class Peers {
    private static final long TOLERANCE = 300;

    private Peers() {}

    static List<Verifying> all() {
        return List.of(new StandardWebhooks(), new Svix(), new Stripe(), new OpenAi());
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

    private static final class OpenAi implements Verifying {
        private final WebhookService webhooks = new WebhookServiceImpl(ClientOptions.builder()
                .httpClient(new NoHttp())
                .apiKey("unused")
                .webhookSecret(SignedRequest.SECRET)
                .build());

        @Override
        public String name() {
            return "openai-java 4.101.0";
        }

        @Override
        public boolean verifies(SignedRequest request, Instant now) {
            Headers headers = Headers.builder().putAll(request.headers()).build();
            try {
                webhooks.verifySignature(WebhookVerificationParams.builder()
                        .payload(request.body())
                        .headers(headers)
                        .build());
                return true;
            } catch (InvalidWebhookSignatureException e) {
                return false;
            }
        }
    }

    /** OpenAI's client asks for a way to the network, which verifying never takes. */
    private static final class NoHttp implements HttpClient {
        @Override
        public HttpResponse execute(HttpRequest request, RequestOptions options) {
            throw new IllegalStateException("Nothing is sent here");
        }

        @Override
        public CompletableFuture<HttpResponse> executeAsync(HttpRequest request, RequestOptions options) {
            throw new IllegalStateException("Nothing is sent here");
        }

        @Override
        public void close() {}
    }
}
