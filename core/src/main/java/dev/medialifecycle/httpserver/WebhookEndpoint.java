package dev.medialifecycle.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.medialifecycle.webhook.WebhookReply;
import dev.medialifecycle.webhook.WebhookRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The webhook route for the JDK's own HTTP server: {@code server.createContext("/webhooks/", new WebhookEndpoint(media::receive))}
 * takes {@code POST /webhooks/<vendor>}, and {@code POST /webhooks/<vendor>/<token>} for vendors that call a secret URL. Hands the raw
 * body over unread. As safe as its receiver.
 */
public final class WebhookEndpoint implements HttpHandler {
    private final Function<WebhookRequest, WebhookReply> receiver;

    /** The receiver is {@code media::receive}. */
    public WebhookEndpoint(Function<WebhookRequest, WebhookReply> receiver) {
        this.receiver = receiver;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                exchange.sendResponseHeaders(405, -1);
                return;
            }
            String[] words = path(exchange).split("/", 3);
            if (words[0].isEmpty() || words.length > 2) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            answer(exchange, words[0], words.length == 2 ? words[1] : null);
        }
    }

    private void answer(HttpExchange exchange, String vendor, @Nullable String token) throws IOException {
        WebhookReply reply = receiver.apply(
                new WebhookRequest(vendor, exchange.getRequestHeaders(), token, exchange.getRequestBody()));
        byte[] text = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        exchange.sendResponseHeaders(reply.httpStatus(), text.length);
        // Closed first, because closing the exchange waits for a body that nobody has read.
        try (OutputStream answer = exchange.getResponseBody()) {
            answer.write(text);
        }
    }

    /** What the path has after the context's own, as it was sent. */
    private static String path(HttpExchange exchange) {
        String path = exchange.getRequestURI().getRawPath();
        String context = exchange.getHttpContext().getPath();
        String rest = path.startsWith(context) ? path.substring(context.length()) : "";
        return rest.startsWith("/") ? rest.substring(1) : rest;
    }
}
