package dev.medialifecycle.examples.app.webhook;

import dev.medialifecycle.MediaLifecycle;
import dev.medialifecycle.examples.app.web.WebhookProperties;
import dev.medialifecycle.webhook.WebhookReply;
import dev.medialifecycle.webhook.WebhookRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Hands the unread body over and sends the answer back; there is nothing here to get wrong. */
@Configuration(proxyBeanMethods = false)
class WebhookRoutes {
    @Bean
    RouterFunction<ServerResponse> webhooks(MediaLifecycle media, WebhookProperties properties) {
        RouterFunctions.Builder routes = RouterFunctions.route();
        for (String path : properties.paths()) {
            String lastSegment = path.substring(path.lastIndexOf('/') + 1);
            routes.POST(path, request -> receive(media, request, lastSegment));
            if (properties.cors()) {
                routes.OPTIONS(path, request -> options());
            }
        }
        return routes.build();
    }

    private static ServerResponse receive(MediaLifecycle media, ServerRequest request, String alias)
            throws IOException {
        Map<String, String> variables = request.pathVariables();
        WebhookReply reply = media.receive(new WebhookRequest(
                variables.getOrDefault("vendor", alias),
                headers(request),
                variables.get("token"),
                request.servletRequest().getInputStream()));
        return ServerResponse.status(reply.httpStatus())
                .contentType(MediaType.parseMediaType(reply.contentType()))
                .body(reply.body());
    }

    private static Map<String, List<String>> headers(ServerRequest request) {
        Map<String, List<String>> headers = new HashMap<>();
        request.headers().asHttpHeaders().forEach(headers::put);
        return headers;
    }

    private static ServerResponse options() {
        return ServerResponse.ok()
                .header("Access-Control-Allow-Methods", "POST, OPTIONS")
                .header("Access-Control-Allow-Headers", "Content-Type, webhook-signature")
                .build();
    }
}
