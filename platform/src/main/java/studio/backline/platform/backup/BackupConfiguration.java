package studio.backline.platform.backup;

import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import studio.backline.contract.outbound.Outbound;
import studio.backline.platform.audit.Audit;
import studio.backline.platform.backup.run.House;
import studio.backline.platform.database.Database;
import studio.backline.platform.database.dump.BeforeMigration;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.encryption.WorkspaceKeys;
import studio.backline.platform.health.Examination;
import studio.backline.platform.outbound.OutboundCaller;
import studio.backline.platform.outbound.OutboundHttp;
import studio.backline.platform.outbound.OutboundSockets;
import studio.backline.platform.outbound.ServerName;
import studio.backline.platform.outbound.SocketRoute;
import studio.backline.platform.outbound.SocketRoute.TlsMode;
import studio.backline.platform.settings.InstanceSettings;
import studio.backline.platform.work.Contingency;
import studio.backline.platform.work.Sending;

@Configuration(proxyBeanMethods = false)
class BackupConfiguration {

    @Bean
    HouseAccess runningHouse(
            @Value("${backline.data:./data}") Path data,
            KeyStore keys,
            WorkspaceKeys workspaces,
            Database database,
            InstanceSettings settings,
            Audit audit,
            ObjectProvider<ConfigurationPieces> pieces) {
        House house = new House(data.toAbsolutePath().normalize(), keys, workspaces);
        return new RunningHouse(house, database, settings, audit, pieces);
    }

    /** Asked while the database is prepared: of it nothing is there yet. */
    @Bean
    BeforeMigration archiveFirst(
            @Value("${backline.data:./data}") Path data,
            KeyStore keys,
            WorkspaceKeys workspaces,
            ObjectProvider<ConfigurationPieces> pieces,
            ObjectProvider<Clock> clock) {
        return new ArchiveFirst(
                new House(data.toAbsolutePath().normalize(), keys, workspaces),
                () -> RunningHouse.configuration(pieces),
                clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    Backups backups(HouseAccess house, ObjectProvider<Clock> clock, Contingency contingency) {
        return new Backups(
                house, clock.getIfAvailable(Clock::systemUTC), step -> contingency.passed(step));
    }

    @Bean
    Places backupPlaces(
            HouseAccess house,
            ObjectProvider<OutboundHttp> outbound,
            ObjectProvider<OutboundSockets> sockets) {
        return new Places(house, new HouseWayOut(outbound, sockets));
    }

    /** Asked for when a place elsewhere is first opened. */
    private record HouseWayOut(
            ObjectProvider<OutboundHttp> outbound, ObjectProvider<OutboundSockets> sockets)
            implements Places.WayOut {

        @Override
        public Outbound on(OutboundCaller caller) {
            return outbound.getObject().on(caller);
        }

        /** The protocol encrypts before anything of ours is said. */
        @Override
        public SocketRoute to(String caller, ServerName server) {
            return sockets.getObject().route(caller, server, TlsMode.STARTTLS, "backup");
        }
    }

    @Bean
    BackupDesk backupDesk(Backups backups, Places places, HouseAccess house, Audit audit) {
        return new BackupDesk(backups, places, house, audit);
    }

    @Bean
    BackupErrands backupErrands(BackupDesk desk, ObjectProvider<Clock> clock) {
        return new BackupErrands(desk, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    BackupKeeper backupKeeper(BackupDesk desk, Sending sending, ObjectProvider<Clock> clock) {
        return new BackupKeeper(desk, sending, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @Order(60)
    Examination backupExamination(HouseAccess house, Sending sending, ObjectProvider<Clock> clock) {
        return new BackupExamination(
                new BackupNotes(house), sending, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @Order(61)
    Examination backupPlaceExamination(BackupDesk desk, Sending sending) {
        return new BackupPlaceExamination(desk, sending);
    }
}
