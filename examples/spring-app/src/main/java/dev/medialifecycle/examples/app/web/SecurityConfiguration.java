package dev.medialifecycle.examples.app.web;

import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/** Everything needs a user, except what has a proof of its own: a webhook its signature, a file its URL. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    /** The passwords lie in the configuration in plain text, and HTTP Basic hashes one a request: more rounds protect nothing. */
    private static final int ROUNDS = 4;

    @Bean
    SecurityFilterChain security(HttpSecurity http, ProblemAnswers problems, WebhookProperties webhooks) {
        return http.authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(HttpMethod.POST, webhooks.paths())
                        .permitAll()
                        .requestMatchers(HttpMethod.OPTIONS, webhooks.paths())
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/files/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD, "/files/**")
                        .permitAll()
                        .requestMatchers("/admin/**")
                        .hasRole("ADMIN")
                        .requestMatchers("/api/v1/**")
                        .authenticated()
                        .anyRequest()
                        .denyAll())
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                // There is no session and no cookie; browsers, which resend Basic credentials, are stopped by their
                // origin.
                .csrf(AbstractHttpConfigurer::disable)
                .addFilterBefore(new CrossSiteFilter(problems), BasicAuthenticationFilter.class)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .build();
    }

    @Bean
    PasswordEncoder passwordEncoder() {
        return new BCryptPasswordEncoder(ROUNDS);
    }

    @Bean
    UserDetailsService users(UserProperties properties, PasswordEncoder encoder) {
        return new InMemoryUserDetailsManager(properties.users().entrySet().stream()
                .map(entry -> user(entry.getKey(), entry.getValue(), encoder))
                .toList());
    }

    private static UserDetails user(String name, UserProperties.User user, PasswordEncoder encoder) {
        return User.withUsername(name)
                .password(encoder.encode(user.password()))
                .roles(user.admin() ? new String[] {"USER", "ADMIN"} : new String[] {"USER"})
                .build();
    }
}
