package com.aluminatiai.workload.port;

import com.aluminatiai.workload.OwnNames;
import com.aluminatiai.workload.OwnSite;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.UnknownName;
import java.util.List;

/** Keeps what owners call things. Implementations are thread-safe. */
public interface NamingStore {
  /**
   * Returns an owner's names.
   *
   * @param owner the owner
   * @return the names; none if nothing was said
   * @throws StorageException if the storage cannot be reached
   */
  OwnNames names(Owner owner) throws StorageException;

  /**
   * Replaces all of an owner's names.
   *
   * @param owner the owner
   * @param names the names
   * @throws StorageException if the storage cannot be reached
   */
  void replaceNames(Owner owner, OwnNames names) throws StorageException;

  /**
   * Notes names that were not understood. Of an owner's the last {@link UnknownName#MOST} are kept.
   *
   * @param owner who wrote them
   * @param names the names
   * @throws StorageException if the storage cannot be reached
   */
  void noteUnknown(Owner owner, List<UnknownName> names) throws StorageException;

  /**
   * Returns the last names that were not understood.
   *
   * @param owner who wrote them
   * @return each name once, the last one first
   * @throws StorageException if the storage cannot be reached
   */
  List<UnknownName> unknown(Owner owner) throws StorageException;

  /**
   * Returns an owner's sites.
   *
   * @param owner the owner
   * @return the sites, by name
   * @throws StorageException if the storage cannot be reached
   */
  List<OwnSite> sites(Owner owner) throws StorageException;

  /**
   * Stores a site, in the place of one of the same name.
   *
   * @param owner the owner
   * @param site the site
   * @return false, and nothing stored, if it would be one too many: more than {@link OwnSite#MOST}
   * @throws StorageException if the storage cannot be reached
   */
  boolean putSite(Owner owner, OwnSite site) throws StorageException;

  /**
   * Deletes a site.
   *
   * @param owner the owner
   * @param name its exact name
   * @return false if there is none
   * @throws StorageException if the storage cannot be reached
   */
  boolean deleteSite(Owner owner, String name) throws StorageException;
}
