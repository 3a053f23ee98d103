package studio.backline.platform.outbound;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.function.SingletonSupplier;
import studio.backline.contract.tenancy.CurrentCaller;
import studio.backline.platform.outbound.ledger.EgressAttempt;
import studio.backline.platform.outbound.ledger.EgressLedger;
import studio.backline.platform.outbound.probe.ServerProbe;
import studio.backline.platform.outbound.wire.TextRecords;
import studio.backline.platform.outbound.wire.Trust;
import studio.backline.platform.outbound.wire.Wire;
import studio.backline.platform.work.Contingency;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OutboundProperties.class)
class OutboundConfiguration {

    @Bean
    EgressLedger egressLedger(
            JdbcClient jdbc, PlatformTransactionManager transactions, ObjectProvider<Clock> clock) {
        return new EgressLedger(
                jdbc,
                new TransactionTemplate(transactions),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    EgressDesk egressDesk(
            JdbcClient jdbc, PlatformTransactionManager transactions, ObjectProvider<Clock> clock) {
        return new EgressDesk(
                jdbc,
                new TransactionTemplate(transactions),
                clock.getIfAvailable(Clock::systemUTC));
    }

    /** Made when somebody first goes out: it costs a start-up of its own. */
    @Bean
    @Lazy
    Wire outboundWire(OutboundProperties properties) throws IOException, GeneralSecurityException {
        return new Wire(KnownNames::lookUpAdmitted, Trust.with(properties.trustedCertificates()));
    }

    /** For the house's own address, which is looked at when somebody asks how the house is. */
    @Bean
    @Lazy
    ServerProbe serverProbe(OutboundProperties properties, EgressLedger ledger)
            throws IOException, GeneralSecurityException {
        return new ServerProbe(
                KnownNames::lookUpAdmitted,
                Trust.managerWith(properties.trustedCertificates()),
                Clock.systemUTC(),
                host ->
                        ledger.count(
                                new EgressAttempt(
                                        "house.doctor", Optional.empty(), host, "house.visit")));
    }

    @Bean
    @Lazy
    OutboundHttp outboundHttp(
            OutboundProperties properties,
            ObjectProvider<EgressGate> gates,
            CurrentCaller current,
            EgressLedger ledger,
            Wire wire,
            Contingency contingency,
            ObjectProvider<Clock> clock) {
        Retries retries = new Retries(clock.getIfAvailable(Clock::systemUTC), contingency.random());
        return new OutboundHttp(
                properties,
                known(gates),
                new Travel(wire, retries, ledger, current, Thread::sleep));
    }

    /** For what speaks something else than HTTP. */
    @Bean
    @Lazy
    OutboundSockets outboundSockets(
            OutboundProperties properties, ObjectProvider<EgressGate> gates, EgressLedger ledger)
            throws IOException, GeneralSecurityException {
        return new OutboundSockets(
                KnownNames::lookUpAdmitted,
                TextRecords.ofThisMachine(),
                Trust.with(properties.trustedCertificates()),
                known(gates),
                ledger);
    }

    /** To look for all of them takes longer than to ask them, so that is done once. */
    private static Supplier<List<EgressGate>> known(ObjectProvider<EgressGate> gates) {
        return SingletonSupplier.of(() -> gates.orderedStream().toList());
    }
}
