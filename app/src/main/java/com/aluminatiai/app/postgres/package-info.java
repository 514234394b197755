/**
 * A real PostgreSQL inside the app's data folder, for people who have no database server.
 *
 * <p>{@link com.aluminatiai.app.postgres.EmbeddedPostgres} is the door. In the data folder it keeps
 *
 * <ul>
 *   <li>{@code lock}: held while an app or command owns the folder; it names the owner's process;
 *   <li>{@code password}: the database's random password, readable by its owner alone;
 *   <li>{@code binaries-…}: PostgreSQL's programs, unpacked from the jar; may be deleted at any
 *       time that nothing runs;
 *   <li>{@code cluster}: the data themselves, an ordinary PostgreSQL data directory, its log in
 *       {@code cluster/log}.
 * </ul>
 *
 * <p>Losing data is worse than starting slowly: everything that PostgreSQL does for durability is
 * on, a lock file of an earlier run is never simply deleted, and the exit status of each program is
 * looked at.
 */
package com.aluminatiai.app.postgres;
