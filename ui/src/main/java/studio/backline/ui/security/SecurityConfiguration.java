package studio.backline.ui.security;

import static com.vaadin.flow.spring.security.VaadinSecurityConfigurer.vaadin;

import com.vaadin.flow.server.VaadinServiceInitListener;
import com.vaadin.flow.spring.security.RequestUtil;
import com.vaadin.flow.spring.security.VaadinDefaultRequestCache;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.RememberMeAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import studio.backline.platform.encryption.SecureTokens;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.platform.identity.signin.StayingSignedIn;

/** The chain of filters in front of everything. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String[] WITHOUT_SIGN_IN = {
        SignInFailure.PAGE,
        SignInFailure.PAGE + "/**",
        "/first-run/**",
        "/invitation/**",
        "/address/**",
        "/registration/**",
        "/error/**"
    };

    @Bean
    SecurityFilterChain houseChain(
            HttpSecurity http,
            WaysOfHouse ways,
            Sessions sessions,
            SignInFailure failure,
            RequestUtil vaadinRequests,
            VaadinDefaultRequestCache wanted) {
        EndSession endSession = new EndSession(sessions);
        http.authenticationManager(ways.manager());
        http.with(new WaysIn(ways.manager(), failure));
        http.rememberMe(stay -> stay.rememberMeServices(ways.staying()).key(ways.key()));
        openToAll(http);
        wanted.setDelegateRequestCache(SignInReturn.withoutMark());
        http.formLogin(
                form ->
                        form.loginPage(SignInFailure.PAGE)
                                .authenticationDetailsSource(new VisitorDetails())
                                .failureHandler(failure));
        http.with(
                vaadin(),
                screens ->
                        screens.loginView(SignInFailure.PAGE)
                                .defaultSuccessUrl("/")
                                .addLogoutHandler(endSession)
                                // Vaadin would leave the sign-in form out of the protection.
                                .enableCsrfConfiguration(false)
                                // Which screen is open to whom is the ScreenGuard's to say.
                                .anyRequest(request -> request.authenticated())
                                .enableNavigationAccessControl(false));
        guardForms(http, ways, vaadinRequests);
        http.logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in?out"));
        // Our own filter sets them on every answer, also on those that never reach this chain.
        http.headers(HeadersConfigurer::disable);
        http.addFilterBefore(new SessionCheck(sessions, endSession), AuthorizationFilter.class);
        http.addFilterBefore(ways.gate(), AuthorizationFilter.class);
        return http.build();
    }

    /** What signs in and what stands behind it. */
    record WaysOfHouse(
            ProviderManager manager,
            StayingCookie staying,
            String key,
            FactorGate gate,
            CsrfTokenRepository forms) {}

    @Bean
    WaysOfHouse waysOfHouse(
            List<AuthenticationProvider> providers,
            StayingSignedIn staying,
            SessionCookie cookie,
            FactorDuty duty,
            WebProperties web) {
        // Of this process only: nothing outside it says that a browser stays signed in.
        String key = SecureTokens.token();
        List<AuthenticationProvider> all = new ArrayList<>(providers);
        all.add(new RememberMeAuthenticationProvider(key));
        return new WaysOfHouse(
                new ProviderManager(all),
                new StayingCookie(staying, cookie, key),
                key,
                new FactorGate(duty, web.address() != null),
                forms(cookie));
    }

    /**
     * In a cookie, so that a form that was left open overnight is still good in the morning. The
     * prefix of its name keeps neighbours under the same domain from planting one.
     */
    private static CsrfTokenRepository forms(SessionCookie cookie) {
        CookieCsrfTokenRepository forms = new CookieCsrfTokenRepository();
        forms.setCookieName(cookie.form());
        forms.setHeaderName("X-CSRF-TOKEN");
        forms.setCookiePath("/");
        forms.setCookieCustomizer(
                made -> made.secure(cookie.secure()).httpOnly(true).sameSite("Lax"));
        return forms;
    }

    private static void guardForms(
            HttpSecurity http, WaysOfHouse ways, RequestUtil vaadinRequests) {
        http.csrf(
                forms ->
                        // These carry a token of Vaadin's own.
                        forms.csrfTokenRepository(ways.forms())
                                .ignoringRequestMatchers(
                                        vaadinRequests::isFrameworkInternalRequest));
    }

    private static void openToAll(HttpSecurity http) {
        http.authorizeHttpRequests(
                requests ->
                        requests.requestMatchers(PublicFiles.PATHS.toArray(String[]::new))
                                .permitAll()
                                .requestMatchers(WITHOUT_SIGN_IN)
                                .permitAll());
    }

    @Bean
    SignInFailure signInFailure() {
        return new SignInFailure();
    }

    @Bean
    FilterRegistrationBean<Filter> securityHeaders() {
        return first(new SecurityHeaders(), 0);
    }

    @Bean
    FilterRegistrationBean<Filter> cookieGuard(SessionCookie cookie) {
        return first(new CookieGuard(Set.of(cookie.name(), cookie.staying(), cookie.form())), 1);
    }

    @Bean
    FilterRegistrationBean<Filter> tlsGate() {
        return first(new TlsGate(), 2);
    }

    @Bean
    FilterRegistrationBean<Filter> firstRunGate(FirstRun firstRun) {
        FilterRegistrationBean<Filter> gate = first(new FirstRunGate(firstRun), 3);
        gate.setDispatcherTypes(DispatcherType.REQUEST);
        return gate;
    }

    @Bean
    VaadinServiceInitListener vaadinPagePolicy() {
        return event -> event.addIndexHtmlRequestListener(new VaadinPagePolicy());
    }

    private static FilterRegistrationBean<Filter> first(Filter filter, int place) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        // Right behind the filter that reads the request's encoding, ahead of the chain.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10 + place);
        registration.setDispatcherTypes(
                EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR, DispatcherType.ASYNC));
        registration.setAsyncSupported(true);
        return registration;
    }
}
