/** The command for those who have lost what they prove themselves with. */
@NullMarked
package studio.backline.server.cli.account;

import org.jspecify.annotations.NullMarked;
