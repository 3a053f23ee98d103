package studio.backline.platform.identity.signin;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.encryption.AccountSecrets;
import studio.backline.platform.encryption.PasswordHash;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.factor.Authenticators;
import studio.backline.platform.identity.factor.RecoveryCodes;
import studio.backline.platform.identity.factor.SecondFactors;
import studio.backline.platform.identity.mailed.FactorsChanged;
import studio.backline.platform.identity.passkey.PasskeyPlace;
import studio.backline.platform.identity.passkey.Passkeys;
import studio.backline.platform.identity.throttle.KnownNetworks;
import studio.backline.platform.identity.throttle.Throttle;

@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

    private static final int USUAL_PORT = 8080;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final Consumer<FactorsChanged> told;

    SignInConfiguration(
            DataSource database,
            PlatformTransactionManager manager,
            ObjectProvider<Clock> clock,
            ApplicationEventPublisher events) {
        this.told = events::publishEvent;
        this.jdbc = JdbcClient.create(database);
        this.transactions = new TransactionTemplate(manager);
        this.clock = clock.getIfAvailable(Clock::systemUTC);
    }

    @Bean
    SecondFactors secondFactors(AccountSecrets secrets, Environment environment) {
        return new SecondFactors(
                new Authenticators(jdbc, transactions, clock, secrets),
                new RecoveryCodes(jdbc, transactions, clock),
                new Passkeys(jdbc, transactions, clock, () -> place(environment)));
    }

    /** The port is known only once the server listens. */
    private static Optional<PasskeyPlace> place(Environment environment) {
        String address = environment.getProperty("backline.web.address", "");
        int port = environment.getProperty("local.server.port", Integer.class, USUAL_PORT);
        return PasskeyPlace.of(
                Optional.of(address).filter(text -> !text.isEmpty()).map(URI::create), port);
    }

    @Bean
    Welcome welcome(Sessions sessions, Audit audit) {
        return new Welcome(sessions, new KnownNetworks(jdbc, transactions, clock), audit);
    }

    @Bean
    SecondStep secondStep(
            Accounts accounts, SecondFactors factors, Throttle throttle, Welcome welcome) {
        return new SecondStep(accounts, factors, throttle, clock, welcome, told);
    }

    @Bean
    SignIn signIn(
            Accounts accounts,
            Throttle throttle,
            PasswordHash hash,
            SecondStep second,
            Welcome welcome) {
        return new SignIn(accounts, throttle, hash, second, welcome);
    }

    @Bean
    PasskeySignIn passkeySignIn(
            Accounts accounts, SecondFactors factors, Throttle throttle, Welcome welcome) {
        return new PasskeySignIn(accounts, factors.passkeys(), throttle, welcome);
    }

    @Bean
    StayingSignedIn stayingSignedIn(
            Accounts accounts, Sessions sessions, Welcome welcome, Audit audit) {
        return new StayingSignedIn(
                new RememberedBrowsers(jdbc, transactions, clock, sessions, audit, told),
                accounts,
                sessions,
                welcome);
    }

    @Bean
    Confirmation confirmation(
            Accounts accounts,
            Sessions sessions,
            SecondFactors factors,
            PasswordHash hash,
            Throttle throttle,
            ObjectProvider<SecondStep> second,
            ObjectProvider<PasskeySignIn> passkeys) {
        return new Confirmation(
                accounts,
                sessions,
                factors,
                new Confirmation.Ways(throttle, second.getObject(), passkeys.getObject()),
                hash,
                clock);
    }

    @Bean
    FactorDuty factorDuty(SecondFactors factors, Sessions sessions, Audit audit) {
        return new FactorDuty(jdbc, transactions, factors, sessions, audit, told);
    }
}
