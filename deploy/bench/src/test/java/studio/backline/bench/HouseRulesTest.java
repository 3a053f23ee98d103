package studio.backline.bench;

import java.util.List;
import studio.backline.testkit.HouseRules;
import studio.backline.testkit.house.Exemption;

class HouseRulesTest extends HouseRules {

    @Override
    protected List<Exemption> exemptions() {
        return List.of(
                new Exemption(
                        "Nothing prints to the console but the command line",
                        "studio.backline.bench.Bench",
                        "It is a command line: whoever calls it watches the numbers come."),
                new Exemption(
                        "No entity writes its workspace",
                        "studio.backline.bench.context.Song",
                        "It is only read; the limit has no policy and must name the workspace."),
                new Exemption(
                        "Ciphers stay inside platform.encryption",
                        "studio.backline.bench.files.SealedCopy",
                        "It is what files are held against: a cipher of the JDK and no house."),
                new Exemption(
                        "Ciphers stay inside platform.encryption",
                        "studio.backline.bench.sealing.BareCipher",
                        "It is what fields are held against: a cipher of the JDK and no house."));
    }
}
