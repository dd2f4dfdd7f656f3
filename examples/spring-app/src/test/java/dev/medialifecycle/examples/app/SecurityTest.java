package dev.medialifecycle.examples.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

class SecurityTest extends HostTest {
    private static final Set<String> OPEN = Set.of("/api/v1/webhooks/{vendor}", "/files/**", "/error");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void needs_a_user_on_every_route_but_two() {
        List<String> seen = new ArrayList<>();
        for (RequestMappingInfo route : routes.getHandlerMethods().keySet()) {
            for (String pattern : route.getPatternValues()) {
                if (OPEN.contains(pattern)) {
                    continue;
                }
                String path = pattern.replaceAll("\\{kind:[^}]*}", "patches")
                        .replaceAll("\\{[^}]*}", UUID.randomUUID().toString());
                for (RequestMethod method : route.getMethodsCondition().getMethods()) {
                    seen.add(method + " " + path);
                    assertThat(nobody.call(method.name(), path).status())
                            .as(method + " " + path)
                            .isEqualTo(401);
                }
            }
        }
        assertThat(seen).hasSizeGreaterThan(20);
    }

    @Test
    void keeps_the_office_to_the_person_in_charge() {
        for (String path : List.of("/admin/sweeps", "/admin/pause", "/admin/resume", "/admin/references/x/accept")) {
            assertThat(alice.call("POST", path).status()).as(path).isEqualTo(403);
        }
        assertThat(alice.get("/admin/given-up").status()).isEqualTo(403);
    }

    @Test
    void refuses_changes_that_another_site_makes_a_browser_send() {
        Answer answer = alice.raw(
                "/api/v1/uploads", BodyPublishers.ofByteArray(Pictures.png(3, 3)), "Sec-Fetch-Site", "cross-site");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(alice.raw(
                                "/api/v1/uploads",
                                BodyPublishers.ofByteArray(Pictures.png(3, 3)),
                                "Sec-Fetch-Site",
                                "same-origin")
                        .status())
                .isEqualTo(201);
    }

    @Test
    void tells_errors_without_what_is_behind_them() {
        List<Answer> errors = List.of(
                nobody.get("/nowhere"),
                alice.get("/nowhere"),
                alice.get("/api/v1/nowhere"),
                alice.get("/api/v1/uploads/not-a-uuid"),
                alice.raw("/api/v1/patches", BodyPublishers.ofString("{"), "Content-Type", "application/json"),
                alice.call(HttpMethod.PATCH.name(), "/api/v1/gallery"),
                alice.get("/api/v1/videos/" + UUID.randomUUID()));
        for (Answer error : errors) {
            assertThat(error.status()).isBetween(400, 499);
            assertThat(error.header("Content-Type")).startsWith("application/problem+json");
            assertThat(error.field("code")).matches("(APP|ML)-.*");
            assertThat(error.field("detail")).isNotBlank();
            assertThat(error.field("hint")).isNotBlank();
            assertThat(error.text()).doesNotContain("Exception", "dev.medialifecycle", "org.springframework");
        }
    }

    @Test
    void shows_no_secret_in_any_answer() {
        String secrets = replicate.secret();
        for (Answer answer : List.of(
                alice.get("/api/v1/uploads/limits"),
                admin.post("/admin/sweeps", Map.of()),
                nobody.get("/files/media/x"))) {
            assertThat(answer.text() + answer.headers())
                    .doesNotContain(secrets, "a-signing-secret-of-tests", "alice-secret");
        }
    }
}
