package dev.medialifecycle.examples.app.webhook;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookReply;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Hands raw bytes over and sends the answer back; there is nothing here to get wrong. */
@RestController
final class WebhookController {
    /** The library's own limit: one byte more is enough for it to refuse the rest unread. */
    private static final int MAX_BYTES = 1 << 20;

    private final MediaLifecycle media;

    WebhookController(MediaLifecycle media) {
        this.media = media;
    }

    @PostMapping("/api/v1/webhooks/{vendor}")
    ResponseEntity<String> receive(@PathVariable String vendor, HttpServletRequest request) throws IOException {
        byte[] body = request.getInputStream().readNBytes(MAX_BYTES + 1);
        WebhookReply reply = media.receive(new WebhookDelivery(vendor, headers(request), body));
        return ResponseEntity.status(reply.httpStatus())
                .contentType(MediaType.parseMediaType(reply.contentType()))
                .body(reply.body());
    }

    private static Map<String, List<String>> headers(HttpServletRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name, Collections.list(request.getHeaders(name)));
        }
        return headers;
    }
}
