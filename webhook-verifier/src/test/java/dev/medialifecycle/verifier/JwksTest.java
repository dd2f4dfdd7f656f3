package dev.medialifecycle.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksTest {
    private static final String X = Keys.url(Keys.ED25519.get(0).bytes());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kty':'OKP','crv':'Ed25519','x':'X','use':'enc'}",
                "{'kty':'OKP','crv':'Ed25519','x':'X','d':'AAAA'}",
                "{'kty':'OKP','crv':'Ed25519','x':'X','alg':'ES256'}",
                "{'kty':'OKP','crv':'Ed25519','x':'X','key_ops':['sign']}",
                "{'kty':'OKP','crv':'Ed25519','x':'X','key_ops':'verify'}",
                "{'kty':'OKP','crv':'Ed25519','x':'X='}",
                "{'kty':'OKP','crv':'Ed25519','x':'XAA'}",
                "{'kty':'OKP','crv':'Ed25519','x':1}",
                "{'kty':'OKP','crv':'Ed25519'}",
                "{'kty':'OKP','crv':'Ed448','x':'X'}",
                "{'kty':'OKP','crv':'X25519','x':'X'}",
                "{'kty':'EC','crv':'Ed25519','x':'X'}",
                "{'crv':'Ed25519','x':'X'}",
                "{'kty':'RSA','n':'AQAB','e':'AQAB'}",
                "{'kty':'RSA','e':'AQAB'}",
                "{'kty':'oct','k':'X'}",
                "[]",
                "'X'",
                "null"
            })
    void leaves_out_what_is_no_usable_key_and_keeps_the_others(String key) {
        String json = key.replace('\'', '"').replace("X", X);
        KeySet set = Jwks.read(Keys.set(json, Keys.ED25519.get(1).jwk("good")));

        assertThat(set).isNotNull();
        assertThat(set.keys()).hasSize(1).first().returns("good", PublishedKey::id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kty':'OKP','crv':'Ed25519','x':'X'}",
                "{'kty':'OKP','crv':'Ed25519','x':'X','use':'sig','alg':'EdDSA','key_ops':['verify'],'x5c':[],'kid':'1'}",
                "{'kty':'OKP','crv':'Ed25519','x':'X','alg':'Ed25519','extra':{'a':[1,2.5,true,null,1e99,12345678901234567890]}}"
            })
    void keeps_keys_with_and_without_what_is_optional(String key) {
        KeySet set = Jwks.read(Keys.set(key.replace('\'', '"').replace("X", X)));

        assertThat(set).isNotNull();
        assertThat(set.keys()).hasSize(1);
    }

    @Test
    void takes_rsa_keys_of_2048_to_8192_bits_only() {
        RSAPublicKey right = (RSAPublicKey) Keys.RSA.getPublic();
        RSAPublicKey shortened = (RSAPublicKey) Keys.rsa(1024).getPublic();
        String even = Keys.jwk("even", right).replace("\"e\":\"AQAB\"", "\"e\":\"AQAA\"");
        String one = Keys.jwk("one", right).replace("\"e\":\"AQAB\"", "\"e\":\"AQ\"");
        String huge = "{\"kty\":\"RSA\",\"kid\":\"huge\",\"e\":\"AQAB\",\"n\":\"" + "_".repeat(1400) + "\"}";

        KeySet set = Jwks.read(Keys.set(Keys.jwk("short", shortened), even, one, huge, Keys.jwk("right", right)));

        assertThat(set).isNotNull();
        assertThat(set.keys()).hasSize(1).first().returns("right", PublishedKey::id);
    }

    @Test
    void takes_sixteen_keys_and_no_more() {
        List<Keys.EdKey> many =
                IntStream.range(0, 17).mapToObj(i -> Keys.ED25519.get(i % 3)).toList();

        assertThat(Jwks.read(Keys.set(many)))
                .isNotNull()
                .returns(16, s -> s.keys().size());
    }

    @Test
    void is_not_led_astray_by_deep_or_broken_json() {
        assertThat(Jwks.read(Messages.utf8("{\"keys\":" + "[".repeat(100) + "]".repeat(100) + "}")))
                .isNull();
        assertThat(Jwks.read(new byte[] {(byte) 0xff, (byte) 0xfe, 0})).isNull();
        assertThat(Jwks.read(Messages.utf8("{\"keys\":[{\"kty\":\"OKP\""))).isNull();
    }
}
