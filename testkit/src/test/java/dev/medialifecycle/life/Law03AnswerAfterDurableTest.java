package dev.medialifecycle.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.medialifecycle.error.ErrorCode;
import dev.medialifecycle.error.ErrorKind;
import dev.medialifecycle.error.MediaLifecycleException;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.repository.JobRepository;
import dev.medialifecycle.repository.Transaction;
import dev.medialifecycle.webhook.DeliveryState;
import dev.medialifecycle.webhook.WebhookOutcome;
import dev.medialifecycle.webhook.WebhookReply;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class Law03AnswerAfterDurableTest {
    private boolean isDown;
    private final World world = World.behind(this::outage);

    @Test
    void what_cannot_be_stored_is_answered_503_and_applied_when_it_comes_again() {
        world.running(Set.of(), "p1");

        isDown = true;
        WebhookReply first = world.deliver("d1", "p1 failed");
        isDown = false;
        WebhookReply again = world.deliver("d1", "p1 failed");

        assertThat(first.outcome()).isEqualTo(WebhookOutcome.NOT_STORED);
        assertThat(first.httpStatus()).isEqualTo(503);
        assertThat(again.outcome()).isEqualTo(WebhookOutcome.APPLIED);
        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
    }

    @Test
    void an_unreadable_body_is_kept_as_dead_and_not_asked_for_again() {
        WebhookReply reply = world.deliver("d1", "nonsense");

        assertThat(reply.httpStatus()).isEqualTo(200);
        assertThat(reply.body()).contains("\"processed\":false");
        assertThat(world.repository.<Integer>inNewTransaction(
                        tx -> tx.deliveries().in(DeliveryState.DEAD, 10).size()))
                .isOne();
    }

    @Test
    void a_delivery_that_overtakes_its_job_is_parked_and_applied_when_the_job_appears() {
        WebhookReply early = world.deliver("d1", "p1 failed");
        assertThat(early.httpStatus()).isEqualTo(200);
        assertThat(early.body()).isEqualTo("{\"processed\":false,\"reason\":\"Job not found\"}");

        world.running(Set.of(), "p1");
        world.runDue();

        assertThat(world.job("p1").status()).isEqualTo(JobStatus.FAILED);
        assertThat(world.job("p1").failure()).isEqualTo("out of memory");
    }

    @Test
    void a_parked_delivery_whose_job_never_appears_is_kept_as_dead() {
        world.deliver("d1", "p1 failed");

        world.live(java.time.Duration.ofDays(2));

        assertThat(world.repository.<Integer>inNewTransaction(
                        tx -> tx.deliveries().in(DeliveryState.DEAD, 10).size()))
                .isOne();
    }

    @Test
    void the_answer_names_the_job_and_its_status() {
        String id = world.running(Set.of(), "p1").id().toString();

        assertThat(world.deliver("d1", "p1 processing").body())
                .isEqualTo("{\"processed\":true,\"jobId\":\"" + id + "\",\"status\":\"processing\"}");
    }

    private JobRepository outage(JobRepository repository) {
        return new JobRepository() {
            @Override
            public <T> T inTransaction(Function<? super Transaction, ? extends T> work) {
                return repository.inTransaction(work);
            }

            @Override
            public <T> T inNewTransaction(Function<? super Transaction, ? extends T> work) {
                if (isDown) {
                    // Everything is done and then lost at the commit, which is the worst moment.
                    repository.inNewTransaction(tx -> {
                        work.apply(tx);
                        throw new MediaLifecycleException(
                                ErrorCode.REPOSITORY_UNAVAILABLE, ErrorKind.UNAVAILABLE, "Repository is down");
                    });
                }
                return repository.inNewTransaction(work);
            }
        };
    }
}
