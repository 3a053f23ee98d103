package studio.backline.ui.plugins;

import com.vaadin.flow.component.UI;
import java.nio.file.Path;
import java.util.function.Consumer;
import studio.backline.contract.plugin.PluginId;
import studio.backline.platform.identity.Accounts;
import studio.backline.platform.pluginhost.InstallPlan;
import studio.backline.platform.pluginhost.KeptPlugin;
import studio.backline.platform.pluginhost.PluginInfo;
import studio.backline.platform.pluginhost.Plugins;
import studio.backline.platform.pluginhost.RemovalResult;
import studio.backline.screens.Asking;
import studio.backline.ui.text.HostTexts;

/** The questions of the plugins screen. */
final class PluginDialogs {

    private final HostTexts texts;
    private final Plugins plugins;
    private final PluginWork work;
    private final Accounts accounts;
    private final Path run;

    /**
     * @param run the folder of what lives only as long as the server runs
     */
    PluginDialogs(HostTexts texts, Plugins plugins, PluginWork work, Accounts accounts, Path run) {
        this.texts = texts;
        this.plugins = plugins;
        this.work = work;
        this.accounts = accounts;
        this.run = run;
    }

    /** Takes a jar, then asks about it. */
    void upload(Consumer<PluginInfo> done) {
        new UploadDialog(
                        texts,
                        plugins,
                        work,
                        run,
                        (plan, jar) ->
                                install(plan, jar, done)
                                        .addOpenedChangeListener(
                                                change -> {
                                                    if (!change.isOpened()) {
                                                        UploadDialog.delete(jar);
                                                    }
                                                }))
                .open();
    }

    /** Says what a jar would bring, and installs it. */
    InstallDialog install(InstallPlan plan, Path jar, Consumer<PluginInfo> done) {
        InstallDialog dialog = new InstallDialog(texts, plan, !accounts.areOneAtMost());
        dialog.onAgree(
                () ->
                        work.start(
                                UI.getCurrent(),
                                by -> plugins.install(jar, by),
                                plugin -> {
                                    dialog.close();
                                    done.accept(plugin);
                                },
                                dialog::fail));
        dialog.open();
        return dialog;
    }

    /**
     * Asks what becomes of the data, and removes the plugin.
     *
     * @param changed called where the removal does not get through, which the list tells, too
     */
    void remove(PluginInfo plugin, String name, Consumer<RemovalResult> done, Runnable changed) {
        open(
                new RemoveDialog(
                        texts, texts.get("plugins.remove.ask", name), plugins.held(plugin.id())),
                plugin.id(),
                done,
                changed);
    }

    /** Asks whether data that was kept shall go, and erases it. */
    void erase(KeptPlugin kept, Consumer<RemovalResult> done, Runnable changed) {
        String title = texts.get("plugins.kept.ask", kept.name());
        open(
                new RemoveDialog(texts, title, plugins.held(kept.id())).ofKeptData(),
                kept.id(),
                done,
                changed);
    }

    private void open(
            RemoveDialog dialog, PluginId id, Consumer<RemovalResult> done, Runnable changed) {
        dialog.onRemove(
                choice ->
                        work.start(
                                UI.getCurrent(),
                                by -> plugins.remove(id, choice, by),
                                result -> {
                                    dialog.close();
                                    done.accept(result);
                                },
                                fault -> {
                                    dialog.fail(fault);
                                    changed.run();
                                }));
        dialog.open();
    }

    /** Says what went wrong. */
    void fault(String text) {
        Asking.toRead(texts.get("plugins.fault"), text, texts.get("plugins.close"));
    }
}
