package studio.backline.server.management;

import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import studio.backline.contract.tenancy.AccountId;
import studio.backline.platform.backup.BackupDesk;
import studio.backline.platform.backup.Backups;
import studio.backline.platform.backup.Places;
import studio.backline.platform.checkpoints.ChainSurvey;
import studio.backline.platform.encryption.KeyRotation;
import studio.backline.platform.encryption.KeyStore;
import studio.backline.platform.health.Doctor;
import studio.backline.platform.identity.Account;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.identity.EmailAddress;
import studio.backline.platform.identity.FirstRun;
import studio.backline.platform.identity.IdentityError;
import studio.backline.platform.identity.IdentityException;
import studio.backline.platform.identity.Sessions;
import studio.backline.platform.identity.signin.FactorDuty;
import studio.backline.platform.outbound.EgressDesk;
import studio.backline.platform.outbound.EgressReport;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.UnnamedFactory;
import studio.backline.platform.resealing.Resealing;
import studio.backline.platform.work.Sending;
import studio.backline.server.settings.DataFolder;
import tools.jackson.databind.json.JsonMapper;

/** Puts the commands on the management port. Boot reads it for that port's context alone. */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class CommandContext {

    @Bean
    static UnnamedFactory unnamedFactory() {
        return new UnnamedFactory();
    }

    @Bean
    BackupCommands backupCommands(
            Backups backups, Places places, Sending sending, BackupDesk desk) {
        return new BackupCommands(backups, places, sending, desk);
    }

    @Bean
    PluginCommands pluginCommands(ObjectProvider<Plugins> plugins, DataFolder folder) {
        return new PluginCommands(plugins, folder);
    }

    @Bean
    KeyCommands keyCommands(KeyStore store, KeyRotation rotation, Resealing resealing) {
        return new KeyCommands(store, rotation, resealing);
    }

    @Bean
    ServletRegistrationBean<CommandServlet> commands(
            Announcement server,
            PluginCommands plugins,
            BackupCommands backups,
            KeyCommands keyCommands,
            FirstRun firstRun,
            Accounts accounts,
            Sessions sessions,
            FactorDuty factors,
            KeyStore keys,
            Doctor doctor,
            EgressDesk outgoing,
            ChainSurvey chains) {
        Map<String, Command> commands = new HashMap<>(plugins.byName());
        commands.putAll(backups.byName());
        commands.putAll(keyCommands.byName());
        commands.put("setup", new SetupCommand(firstRun, keys));
        commands.put("password", new PasswordCommand(accounts, sessions));
        commands.put("recover", body -> recover(accounts, factors, body));
        commands.put("outgoing", body -> report(outgoing, body));
        commands.put("audit-walk", body -> new AuditWalks(chains.walk(), chains.verifier()));
        commands.put("audit-compare", body -> chains.compare(kept(body)));
        commands.put("examine", body -> doctor.examine(Locale.ENGLISH));
        return new ServletRegistrationBean<>(
                new CommandServlet(server::isFrom, Map.copyOf(commands)), RunningServer.PATH + "*");
    }

    private static Map<String, String> recover(
            Accounts accounts, FactorDuty factors, InputStream body) {
        RecoverRequest request = JsonMapper.shared().readValue(body, RecoverRequest.class);
        AccountId account =
                accounts.find(new EmailAddress(request.email()))
                        .map(Account::id)
                        .orElseThrow(() -> new IdentityException(IdentityError.ACCOUNT_UNKNOWN));
        factors.removeAll(account);
        return Map.of("recovered", "yes");
    }

    private static String kept(InputStream body) {
        return JsonMapper.shared().readValue(body, AuditCompareRequest.class).kept();
    }

    private static EgressReport report(EgressDesk desk, InputStream body) {
        OutgoingRequest request = JsonMapper.shared().readValue(body, OutgoingRequest.class);
        return desk.report(request.days(), EgressDesk.Order.NEWEST, EgressDesk.MOST);
    }
}
