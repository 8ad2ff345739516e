-- Peristiwa yang beritanya tidak menyebut surat persetujuan
-- Mutasi, rotasi, promosi, demosi, pelantikan, dan nonjob yang terlaksana di daerah, yang artikelnya tidak menyebut persetujuan atau pertimbangan teknis bernomor. Tidak disebut belum tentu tidak ada.
select coalesce(e.date, substr(a.published, 1, 10)) as tanggal,
       e.kinds as jenis, e.count as jumlah, g.name as pemerintah, g.id as pemerintah_id,
       a.title as artikel, a.id as artikel_id, o.name as media, substr(a.published, 1, 10) as terbit,
       e.evidence as bukti_id, e.id as peristiwa_id
from events e
join articles a on a.id = e.article
left join outlets o on o.id = a.outlet
join governments g on g.id = e.government
where e.current = 1 and e.stage = 'done' and g.kind <> 'nasional'
  and exists (
    select 1 from json_each(e.kinds)
    where value in ('mutasi', 'rotasi', 'promosi', 'demosi', 'pelantikan', 'nonjob')
  )
  and not exists (
    select 1 from documents d
    where d.article = e.article and d.current = 1 and d.kind in ('persetujuan', 'pertek')
  )
order by tanggal desc
limit 300
