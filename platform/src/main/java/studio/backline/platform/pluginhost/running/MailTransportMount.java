package studio.backline.platform.pluginhost.running;

import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import studio.backline.contract.mail.MailTransport;
import studio.backline.platform.mail.MailTransports;
import studio.backline.platform.pluginhost.PluginMount;
import studio.backline.platform.pluginhost.RunningPlugin;
import studio.backline.platform.pluginhost.refusal.Refusals;

/** Lets an operator choose a plugin's way to send letters, as long as the plugin runs. */
@Component
class MailTransportMount implements PluginMount {

    private final ObjectProvider<MailTransports> transports;

    MailTransportMount(ObjectProvider<MailTransports> transports) {
        this.transports = transports;
    }

    @Override
    public void mount(RunningPlugin plugin) {
        List<MailTransport> offered = plugin.beans(MailTransport.class);
        if (offered.size() > 1) {
            throw Refusals.of("several-mail-transports", offered.size());
        }
        offered.forEach(
                each ->
                        transports.ifAvailable(
                                all -> all.mount(plugin.id(), plugin.classLoader(), each)));
    }

    @Override
    public void unmount(RunningPlugin plugin) {
        transports.ifAvailable(all -> all.unmount(plugin.id()));
    }
}
