using System.Security.Cryptography;
using System.Text;

namespace StageReady.Build;

/// <summary>Lets one process at a time work on a stamp that the projects of a repository share.</summary>
internal sealed class StampLock : IDisposable
{
    private readonly Mutex _mutex;

    private StampLock(Mutex mutex) => _mutex = mutex;

    /// <summary>Waits until no other process holds it.</summary>
    public static IDisposable Take(string stampFile)
    {
        using var sha = SHA256.Create();
        var name = BitConverter.ToString(sha.ComputeHash(Encoding.UTF8.GetBytes(stampFile))).Replace("-", "");
        var mutex = new Mutex(initiallyOwned: false, $"StageReady-{name}");
        try
        {
            mutex.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its owner was killed: the lock is ours, and a stamp that was not written is not there.
        }

        return new StampLock(mutex);
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }
}
