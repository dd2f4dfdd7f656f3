package dev.medialifecycle.vendor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.medialifecycle.job.JobOutcome;
import dev.medialifecycle.job.JobReport;
import dev.medialifecycle.job.JobStatus;
import dev.medialifecycle.job.VendorJobId;
import dev.medialifecycle.webhook.EventDecoder;
import dev.medialifecycle.webhook.JobEvent;
import dev.medialifecycle.webhook.JobEvent.News;
import dev.medialifecycle.webhook.UnreadableDeliveryException;
import dev.medialifecycle.webhook.WebhookDelivery;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionDecodingTest {
    private static final String A = "https://replicate.delivery/a/out-0.png";
    private static final String B = "https://replicate.delivery/a/out-1.png";
    private final EventDecoder decoder = Replicate.vendor(Deliveries.SECRET).decoder();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "['A','B']",
                "{'first':'A','then':{'deeper':['B']}}",
                "[['A'],'text',null,7,{'B':'B'}]",
                "['A',' https://not.a.url','B','http://','https:// two words']"
            })
    void finds_the_urls_in_an_output_of_any_shape_in_the_order_of_the_document(String output) {
        assertThat(outputs(output)).containsExactly(URI.create(A), URI.create(B));
    }

    @Test
    void finds_one_url_a_data_url_and_upper_case() {
        assertThat(outputs("'A'")).containsExactly(URI.create(A));
        assertThat(outputs("'data:image/png;base64,iVBORw0KGgo='"))
                .containsExactly(URI.create("data:image/png;base64,iVBORw0KGgo="));
        assertThat(outputs("'HTTPS://replicate.delivery/x'")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "'a cat says http://x'",
                "['once',' upon']",
                "''",
                "42",
                "true",
                "'ftp://x/y'"
            })
    void finds_no_url_in_no_output_and_in_text(String output) {
        assertThat(outputs(output)).isEmpty();
    }

    @Test
    void takes_success_without_any_output_for_success_if_nobody_can_be_asked() {
        assertThat(news("{'id':'p1','status':'succeeded'}"))
                .isEqualTo(new News.Ended(new JobOutcome.Succeeded(List.of())));
    }

    @ParameterizedTest
    @CsvSource({"starting, STARTING", "processing, PROCESSING"})
    void says_that_a_prediction_runs(String word, JobStatus status) {
        assertThat(news("{'id':'p1','status':'" + word + "'}")).isEqualTo(new News.Running(status));
    }

    @Test
    void says_how_a_prediction_ended() {
        assertThat(news("{'id':'p1','status':'canceled'}")).isEqualTo(new News.Ended(new JobOutcome.Canceled()));
        assertThat(news("{'id':'p1','status':'aborted'}")).isEqualTo(new News.Ended(new JobOutcome.Expired()));
        assertThat(news("{'id':'p1','status':'failed','error':'NSFW'}"))
                .isEqualTo(new News.Ended(new JobOutcome.Failed("NSFW")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'error':null", ",'error':''", ",'error':{'detail':'x'}", ",'error':['x']"})
    void gives_a_reason_where_the_vendor_gives_none(String error) {
        assertThat(news("{'id':'p1','status':'failed'" + error + "}"))
                .isEqualTo(new News.Ended(new JobOutcome.Failed("Generation failed")));
    }

    @ParameterizedTest
    @CsvSource({
        "'''status'':''resting''', resting",
        "'''status'':''SUCCEEDED''', SUCCEEDED",
        "'''status'':7, ''x'':1', 7",
        "'''status'':[7], ''x'':1', ''",
        "'''x'':1', ''"
    })
    void takes_a_status_it_does_not_know_for_no_news(String field, String word) {
        assertThat(news("{'id':'p1'," + field + "}")).isEqualTo(new News.Unknown(word));
    }

    @Test
    void overlooks_what_it_needs_not_know() {
        String body =
                "{'urls':{'get':'https://api/x','id':'no'},'logs':'http://log','input':{'image':'https://in/1.png',"
                        + "'status':'failed'},'metrics':{'predict_time':1e3},'output':['A'],'status':'succeeded','id':'p1',"
                        + "'version':null,'webhook':'https://host/hook'}";

        assertThat(decode(body))
                .isEqualTo(new JobEvent(
                        new VendorJobId("replicate", "p1"),
                        new News.Ended(new JobOutcome.Succeeded(List.of(URI.create(A)))),
                        new JobReport(Duration.ofSeconds(1000), "http://log")));
    }

    @Test
    void names_the_job_by_the_vendor_the_host_configured() {
        byte[] body = Deliveries.unsigned("{\"id\":\"p1\"}").body();

        JobEvent event = decoder.decode(new WebhookDelivery("replicate-eu", Map.of(), body))
                .orElseThrow();

        assertThat(event.vendorJobId()).isEqualTo(new VendorJobId("replicate-eu", "p1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "'p1'",
                "7",
                "[{'id':'p1'}]",
                "{'id':'p1'",
                "{'id':'p1'}{'id':'p2'}",
                "{'id':'p1'} x",
                "{}",
                "{'status':'succeeded'}",
                "{'id':null}",
                "{'id':7}",
                "{'id':['p1']}",
                "{'id':{'id':'p1'}}",
                "{'id':''}",
                "{'id':'  '}",
                "{'id':'p1','id':'p2'}",
                "{'id':'p1','input':{'a':1,'a':2}}",
                "{id:'p1'}",
                "{'id':'p1',}",
                "{'id':'p1','output':[NaN]}",
                "\u0000\u0000{'id':'p1'}",
                "{'type':'x','data':{'id':'p1'}}"
            })
    void refuses_a_body_that_is_not_one_object_with_an_id_and_quotes_nothing_of_it(String body) {
        assertThatExceptionOfType(UnreadableDeliveryException.class)
                .isThrownBy(() -> decode(body))
                .withMessageStartingWith("ML-WH-006 ")
                .withNoCause()
                .withMessageNotContaining("p1");
    }

    @Test
    void reads_64_levels_and_refuses_65() {
        String deep = "{'id':'p1','status':'succeeded','output':" + "[".repeat(63) + "'A'" + "]".repeat(63) + "}";
        String deeper = "{'id':'p1','status':'succeeded','logs':" + "[".repeat(64) + "]".repeat(64) + "}";

        assertThat(news(deep)).isEqualTo(new News.Ended(new JobOutcome.Succeeded(List.of(URI.create(A)))));
        assertThatExceptionOfType(UnreadableDeliveryException.class).isThrownBy(() -> decode(deeper));
        assertThatExceptionOfType(UnreadableDeliveryException.class).isThrownBy(() -> decode("{'id':".repeat(400_000)));
    }

    @Test
    void accepts_an_id_of_256_characters_and_refuses_one_of_257() {
        assertThat(decode("{'id':'" + "i".repeat(256) + "'}").vendorJobId().id())
                .hasSize(256);
        assertThatExceptionOfType(UnreadableDeliveryException.class)
                .isThrownBy(() -> decode("{'id':'" + "i".repeat(257) + "'}"));
    }

    @Test
    void throws_nothing_else_for_bodies_with_bytes_changed() {
        long seed = 20261122;
        System.out.println("PredictionDecodingTest seed " + seed);
        Random random = new Random(seed);
        byte[] good = json("{'id':'pä1','status':'succeeded','output':['A',{'x':'B'}],'metrics':{'t':1.5e-3}}");
        for (int i = 0; i < 50_000; i++) {
            byte[] body = java.util.Arrays.copyOf(good, random.nextInt(good.length) + 1);
            for (int j = random.nextInt(4); j >= 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(decoder.decode(new WebhookDelivery("replicate", Map.of(), body)))
                        .isPresent();
            } catch (UnreadableDeliveryException expected) {
                assertThat(expected.getMessage()).startsWith("ML-WH-006 ");
            }
        }
    }

    private List<URI> outputs(String output) {
        News news = news("{'id':'p1','status':'succeeded','output':" + output + "}");
        return ((JobOutcome.Succeeded) ((News.Ended) news).outcome()).outputs();
    }

    private News news(String body) {
        return decode(body).news();
    }

    private JobEvent decode(String body) {
        return decoder.decode(new WebhookDelivery("replicate", Map.of(), json(body)))
                .orElseThrow();
    }

    private static byte[] json(String body) {
        return Deliveries.unsigned(body.replace("'A'", '"' + A + '"')
                        .replace("'B'", '"' + B + '"')
                        .replace('\'', '"'))
                .body();
    }
}
