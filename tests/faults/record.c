/* Writes down what a program does to the files under a folder, in the order in which it does it:
 * each write, truncation, synchronisation, new name, rename and removal. Loaded with LD_PRELOAD.
 *
 * RECORD_ROOT    the folder
 * RECORD_TRACE   where the notes go: one byte for the kind, then inode, offset, and two lengths
 *                with their bytes (a path or data, and a second path)
 * RECORD_LEDGER  a file outside the folder; what is written there is noted as acknowledged
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>


enum { FDS = 4096, OUTSIDE = 0, INSIDE = 1, LEDGER = 2 };
static char kinds[FDS];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void note(char kind, uint64_t inode, uint64_t offset, const void *one, uint32_t n_one,
                 const char *other) {
    static int trace = -1;
    uint32_t n_other = other ? strlen(other) : 0;
    size_t size = 1 + 8 + 8 + 4 + n_one + 4 + n_other, at = 0;
    char *buffer = malloc(size);
    buffer[at++] = kind;
    memcpy(buffer + at, &inode, 8); at += 8;
    memcpy(buffer + at, &offset, 8); at += 8;
    memcpy(buffer + at, &n_one, 4); at += 4;
    memcpy(buffer + at, one, n_one); at += n_one;
    memcpy(buffer + at, &n_other, 4); at += 4;
    if (n_other) memcpy(buffer + at, other, n_other);
    pthread_mutex_lock(&lock);
    if (trace < 0)
        trace = syscall(SYS_openat, AT_FDCWD, getenv("RECORD_TRACE"),
                        O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (syscall(SYS_write, trace, buffer, size) != (ssize_t)size) abort();
    pthread_mutex_unlock(&lock);
    free(buffer);
}

static const char *absolute(int folder, const char *path, char *buffer) {
    char base[PATH_MAX] = "";
    if (path[0] == '/') return path;
    if (folder == AT_FDCWD) {
        if (!getcwd(base, sizeof base)) return path;
    } else {
        char link[64];
        strcpy(link, "/proc/self/fd/");
        char digits[16]; int n = 0, value = folder;
        do { digits[n++] = '0' + value % 10; value /= 10; } while (value);
        size_t length = strlen(link);
        while (n) link[length++] = digits[--n];
        link[length] = 0;
        ssize_t got = readlink(link, base, sizeof base - 1);
        if (got < 0) return path;
        base[got] = 0;
    }
    strcpy(buffer, base); strcat(buffer, "/"); strcat(buffer, path);
    return buffer;
}

static int where(const char *path) {
    const char *root = getenv("RECORD_ROOT"), *ledger = getenv("RECORD_LEDGER");
    if (!root || !path) return OUTSIDE;
    if (ledger && !strcmp(path, ledger)) return LEDGER;
    size_t n = strlen(root);
    return !strncmp(path, root, n) && (path[n] == '/' || !path[n]) ? INSIDE : OUTSIDE;
}

static uint64_t inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_ino;
}

static int open_it(int folder, const char *path, int flags, mode_t mode) {
    char buffer[PATH_MAX * 2];
    const char *full = absolute(folder, path, buffer);
    int kind = where(full);
    struct stat before;
    int there = kind == INSIDE ? !lstat(full, &before) : 1;
    int fd = syscall(SYS_openat, folder, path, flags, mode);
    if (fd >= 0 && fd < FDS) {
        kinds[fd] = kind;
        if (kind == INSIDE && !there) note('C', inode_of(fd), 0, full, strlen(full), NULL);
        else if (kind == INSIDE && (flags & O_TRUNC)) note('T', inode_of(fd), 0, "", 0, NULL);
    }
    return fd;
}

#define OPENING(name) int name(const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); return open_it(AT_FDCWD, path, flags, mode); }
OPENING(open)
OPENING(open64)
#define OPENING_AT(name) int name(int folder, const char *path, int flags, ...) { \
    va_list rest; va_start(rest, flags); mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
    va_end(rest); return open_it(folder, path, flags, mode); }
OPENING_AT(openat)
OPENING_AT(openat64)

int close(int fd) {
    if (fd >= 0 && fd < FDS) kinds[fd] = OUTSIDE;
    return syscall(SYS_close, fd);
}

static void wrote(int fd, uint64_t offset, const void *data, ssize_t size) {
    if (size <= 0 || fd < 0 || fd >= FDS || !kinds[fd]) return;
    note(kinds[fd] == LEDGER ? 'A' : 'W', inode_of(fd), offset, data, size, NULL);
}

ssize_t write(int fd, const void *data, size_t size) {
    ssize_t done = syscall(SYS_write, fd, data, size);
    if (done > 0 && fd >= 0 && fd < FDS && kinds[fd])
        wrote(fd, lseek(fd, 0, SEEK_CUR) - done, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset) {
    ssize_t done = syscall(SYS_pwrite64, fd, data, size, offset);
    wrote(fd, offset, data, done);
    return done;
}
ssize_t pwrite(int fd, const void *data, size_t size, off_t offset) {
    return pwrite64(fd, data, size, offset);
}

int ftruncate64(int fd, off64_t size) {
    int done = syscall(SYS_ftruncate, fd, size);
    if (!done && fd >= 0 && fd < FDS && kinds[fd] == INSIDE) note('T', inode_of(fd), size, "", 0, NULL);
    return done;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

static int synced(int fd, int done) {
    struct stat found;
    if (!done && fd >= 0 && fd < FDS && kinds[fd] == INSIDE && !fstat(fd, &found)) {
        if (S_ISDIR(found.st_mode)) {
            char link[64] = "/proc/self/fd/", path[PATH_MAX];
            char digits[16]; int n = 0, value = fd;
            do { digits[n++] = '0' + value % 10; value /= 10; } while (value);
            size_t length = strlen(link);
            while (n) link[length++] = digits[--n];
            link[length] = 0;
            ssize_t got = readlink(link, path, sizeof path);
            if (got > 0) note('D', found.st_ino, 0, path, got, NULL);
        } else note('S', found.st_ino, 0, "", 0, NULL);
    }
    return done;
}
int fsync(int fd) { return synced(fd, syscall(SYS_fsync, fd)); }
int fdatasync(int fd) { return synced(fd, syscall(SYS_fdatasync, fd)); }

static int gone(int folder, const char *path, int flags) {
    char buffer[PATH_MAX * 2];
    const char *full = absolute(folder, path, buffer);
    int done = syscall(SYS_unlinkat, folder, path, flags);
    if (!done && where(full) == INSIDE) note('U', 0, 0, full, strlen(full), NULL);
    return done;
}
int unlink(const char *path) { return gone(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return gone(folder, path, flags); }
int rmdir(const char *path) { return gone(AT_FDCWD, path, AT_REMOVEDIR); }

static int moved(int from_folder, const char *from, int to_folder, const char *to) {
    char one[PATH_MAX * 2], other[PATH_MAX * 2];
    const char *full_from = absolute(from_folder, from, one);
    const char *full_to = absolute(to_folder, to, other);
    int done = syscall(SYS_renameat, from_folder, from, to_folder, to);
    if (!done && where(full_to) == INSIDE)
        note('R', 0, 0, full_from, strlen(full_from), full_to);
    return done;
}
int rename(const char *from, const char *to) { return moved(AT_FDCWD, from, AT_FDCWD, to); }
int renameat(int f, const char *from, int t, const char *to) { return moved(f, from, t, to); }

static int made(int folder, const char *path, mode_t mode) {
    char buffer[PATH_MAX * 2];
    const char *full = absolute(folder, path, buffer);
    int done = syscall(SYS_mkdirat, folder, path, mode);
    if (!done && where(full) == INSIDE) note('M', 0, 0, full, strlen(full), NULL);
    return done;
}
int mkdir(const char *path, mode_t mode) { return made(AT_FDCWD, path, mode); }
int mkdirat(int folder, const char *path, mode_t mode) { return made(folder, path, mode); }

/* Copies inside the kernel would pass by unseen; callers fall back to read and write. */
ssize_t sendfile(int out, int in, off_t *offset, size_t count) { errno = EINVAL; return -1; }
ssize_t sendfile64(int out, int in, off64_t *offset, size_t count) { errno = EINVAL; return -1; }
ssize_t copy_file_range(int in, off64_t *a, int out, off64_t *b, size_t n, unsigned f) {
    errno = EINVAL; return -1;
}
