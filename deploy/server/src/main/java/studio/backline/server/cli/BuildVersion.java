package studio.backline.server.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build, from the jar's manifest. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Backline.class.getPackage().getImplementationVersion();
        return new String[] {"Backline " + (version == null ? "(from source)" : version)};
    }
}
