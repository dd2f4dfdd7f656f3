package dev.medialifecycle.examples.app.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/** Who may log in, by name: enough to show owners apart; a real host asks its identity provider. */
@Validated
@ConfigurationProperties("app.security")
record UserProperties(@NotEmpty Map<String, @Valid User> users) {

    record User(
            @NotBlank String password,
            @DefaultValue("false") boolean admin) {
        @Override
        public String toString() {
            return "User[admin=" + admin + "]";
        }
    }
}
