package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.asset.AssetRole;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.WebhookDelivery;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookReply;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class Law02NothingUnverifiedIsDecodedTest {
    private final World world = new World();

    @Test
    void a_forged_delivery_is_neither_decoded_nor_stored_and_changes_nothing() {
        world.running(Set.of(world.upload(AssetRole.INPUT).id()), "p1");
        int decoded = Acme.DECODED.get();

        WebhookReply reply = world.media.receive(Acme.forged("p1 failed"));

        assertThat(reply.httpStatus()).isEqualTo(401);
        assertThat(reply.body()).isEqualTo("{\"processed\":false,\"reason\":\"Invalid signature\"}");
        assertThat(Acme.DECODED).hasValue(decoded);
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.STARTING);
        for (DeliveryState state : DeliveryState.values()) {
            assertThat(world.repository.<Integer>inNewTransaction(
                            tx -> tx.deliveries().in(state, 10).size()))
                    .isZero();
        }
    }

    @Test
    void a_body_over_the_limit_is_refused_before_it_is_verified() {
        WebhookReply reply = world.media.receive(new WebhookDelivery(Acme.NAME, Map.of(), new byte[(1 << 20) + 1]));

        assertThat(reply.outcome()).isEqualTo(WebhookOutcome.TOO_LARGE);
        assertThat(reply.httpStatus()).isEqualTo(413);
    }

    @Test
    void a_delivery_for_nobody_we_know_is_refused() {
        assertThat(world.media
                        .receive(new WebhookDelivery("stranger", Map.of(), new byte[0]))
                        .httpStatus())
                .isEqualTo(404);
    }
}
