package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scheme that signs one text of the body and nothing else of it. */
class KieTest {
    private final Sample kie = Sample.named("kie");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":{\"task_id\":\"task-1\"}}",
                "{\"data\":{\"taskId\":\"task-1\",\"x\":[{\"task_id\":\"other\"}]},\"task_id\":\"other\"}",
                "{\"task_id\":\"other\",\"data\":{\"a\":{\"task_id\":\"other\"},\"task_id\":\"task-1\",\"taskId\":\"task-1\"}}"
            })
    void finds_the_signed_task_and_says_which_it_is(String body) {
        assertThat(kie.withBody(Messages.utf8(body)).verdict())
                .isEqualTo(new Verdict.Verified(null, Sample.NOW, 0, AssuranceLevel.ID_ONLY, "task-1"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'data':{}} | MISSING_JOB_ID",
                "{'data':{'task_id':1}} | MISSING_JOB_ID",
                "{'data':{'task_id':null}} | MISSING_JOB_ID",
                "{'data':[{'task_id':'task-1'}]} | MISSING_JOB_ID",
                "{'task_id':'task-1'} | MISSING_JOB_ID",
                "{'data':{'task_id':'task-2'}} | SIGNATURE_MISMATCH",
                "{'data':{'task_id':''}} | MALFORMED_ID",
                "{'data':{'task_id':'task-1.1'}} | MALFORMED_ID",
                "{'data':{'task_id':'täsk'}} | MALFORMED_ID",
                "{'data':{'task_id':'task-1','taskId':'other'}} | UNPARSEABLE_BODY",
                "{'data':{'task_id':'task-1','task_id':'task-1'}} | UNPARSEABLE_BODY",
                "{'data':{'task_id':'task-1'}} {} | UNPARSEABLE_BODY",
                "{'data':{'task_id':'task-1'} | UNPARSEABLE_BODY",
                "[{'data':{'task_id':'task-1'}}] | UNPARSEABLE_BODY",
                "data.task_id=task-1 | UNPARSEABLE_BODY",
            })
    void refuses_a_body_that_does_not_say_which_task_was_signed(String body, Reason reason) {
        assertThat(kie.withBody(Messages.utf8(body.replace('\'', '"'))).verdict())
                .isEqualTo(Messages.rejected(reason));
    }

    @Test
    void refuses_json_that_is_deeper_than_64_levels_and_takes_what_is_not() {
        for (int depth : new int[] {62, 63}) {
            String deep = "{\"data\":{\"task_id\":\"task-1\"},\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
            assertThat(kie.withBody(Messages.utf8(deep)).verdict()).isInstanceOf(Verdict.Verified.class);
        }
        String deep = "{\"data\":{\"task_id\":\"task-1\"},\"x\":" + "[".repeat(64) + "]".repeat(64) + "}";
        assertThat(kie.withBody(Messages.utf8(deep)).verdict()).isEqualTo(Messages.rejected(Reason.UNPARSEABLE_BODY));
    }

    @Test
    void does_not_cover_the_rest_of_the_body() {
        byte[] other = Messages.utf8("{\"data\":{\"task_id\":\"task-1\",\"url\":\"https://evil.example/\"}}");

        assertThat(kie.withBody(other).verdict())
                .isInstanceOfSatisfying(
                        Verdict.Verified.class,
                        v -> assertThat(v.assurance().isAtLeast(AssuranceLevel.BODY_ONLY))
                                .isFalse());
    }
}
